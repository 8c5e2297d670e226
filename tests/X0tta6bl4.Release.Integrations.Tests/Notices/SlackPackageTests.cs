using X0tta6bl4.Release.Integrations.Notices;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Tests.Notices;

public sealed class SlackPackageTests : NoticeSenderTests
{
    [Fact]
    public async Task An_answer_that_is_not_ok_is_no_good_one()
    {
        await using var server = await LoopbackServer.StartAsync(context => TakeAsync(context, 200, "nothing at /services/"));

        Assert.Equal("Slack did not answer ok; whether the notice is shown is not known", (await FailsAsync(server.Url)).Message);
    }

    protected override INoticeSender Open(Secret url, TimeProvider time) => new SlackPackage(url, time);
}
