using X0tta6bl4.Release.Integrations.Notices;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Tests.Notices;

public sealed class SlackWebhookTests : NoticeSenderTests
{
    protected override INoticeSender Open(Secret url, TimeProvider time) => new SlackWebhook(url, time);
}
