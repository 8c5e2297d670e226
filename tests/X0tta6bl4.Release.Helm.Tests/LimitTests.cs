using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Helm.Tests.ScriptedHelm;

namespace X0tta6bl4.Release.Helm.Tests;

public sealed partial class LimitTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reading_command_that_hangs_is_ended_after_a_minute()
    {
        using var helm = new ScriptedHelm().Run("version", "exec sleep 600");
        var reading = helm.Command.ReadVersionAsync(Token);

        helm.Time.Advance(TimeSpan.FromSeconds(60));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => reading);
        Assert.Equal((AccessFailure.Unreachable, "helm version gave no answer in 1 min"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_reading_command_ends_when_it_is_no_longer_wanted()
    {
        using var helm = new ScriptedHelm().Run("version", "exec sleep 600");
        using var cancellation = new CancellationTokenSource();
        var reading = helm.Command.ReadVersionAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task An_upgrade_that_outlives_its_limit_is_left_alone_and_named()
    {
        using var helm = new ScriptedHelm().Run("upgrade", "mkfifo gate; read -r line < gate");
        var changing = helm.Command.UpgradeAsync(new ChartUpgrade(Vault, "hashicorp/vault", "0.29.1", "v.yaml", TimeSpan.FromMinutes(5)), _ => { });

        helm.Time.Advance(TimeSpan.FromSeconds(330));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => changing);
        Assert.Matches(@"\Ahelm upgrade still runs with pid \d+ after 5 min 30 s; it is left alone, wait for its end\z", failure.Message);
        using var process = Process.GetProcessById(int.Parse(Pid().Match(failure.Message).Groups["pid"].Value, CultureInfo.InvariantCulture));
        Assert.False(process.HasExited);
        while (!File.Exists(Path.Combine(helm.Folder, "gate")))
        {
            await Task.Yield();
        }

        await File.WriteAllTextAsync(Path.Combine(helm.Folder, "gate"), "go\n", Token);
        await process.WaitForExitAsync(Token);
    }

    [Theory]
    [InlineData("no-such-helm")]
    [InlineData("./no/such/helm")]
    public async Task A_program_that_is_not_there_is_missing(string program)
    {
        var helm = new HelmCommand(new HelmOptions { Program = [program], Kubeconfig = "", Contexts = [] }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => helm.ReadVersionAsync(Token));

        Assert.Equal((AccessFailure.Missing, "helm"), (failure.Kind, failure.Subject));
        Assert.Contains($"'{program}'", failure.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"pid (?<pid>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Pid();
}
