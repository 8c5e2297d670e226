using System.Collections.Immutable;
using System.Text;

namespace X0tta6bl4.Release.Targets;

/// <summary>What <c>--help</c> shows, on one screen: targets and options by what they are used for. <c>--list</c> describes every target, the README every option.</summary>
static class BuildHelp
{
    const int Left = 30;

    static readonly char[] Separators = [' ', '[', ']'];

    // On the left is what is typed. A line is shown when the build has all targets and options of its left side.
    static readonly ImmutableArray<(string Title, ImmutableArray<(string Typed, string Meaning)> Lines)> Groups =
    [
        ("Look", [
            ("Plan", "what a release of --version would do; writes plan.json, plan.txt"),
            ("Status", "what runs where, the open release, the lock, what to type next"),
            ("--json", "with Plan or Status: one JSON document on standard output"),
            ("Faults [--page FILE]", "what dooms a rollout, and when; as a page"),
        ]),
        ("Release", [
            ("Release", "every stage of the runbook in order, then the report (default)"),
            ("Prepare StagingTest UpdateGateway UpdateAgents UpdateQuantum UpdateInfra Validate", "a stage, and those before it that are not done"),
            ("--version X.Y.Z", "version to release"),
            ("--estate NAME", "estate to touch; the default is in .nuke/parameters.json"),
            ("--component NAME…", "only these components or charts"),
            ("--without CLUSTER…", "not on these clusters"),
            ("--plan-file FILE", "exactly this approved plan.json, or nothing"),
            ("--on-failure rollback|stop", "what follows a failed stage; default rollback"),
            ("--on-signal stop|rollback", "what Ctrl-C or a cancelled job does; default stop"),
            ("--error-threshold PERCENT", "requests that may fail while something changes"),
            ("--accept-no-way-back", "although a step has no way back; the plan names it"),
            ("--runbook FILE", "default build/runbook.yaml"),
            ("--kubeconfig FILE", "default $KUBECONFIG, else ~/.kube/config"),
        ]),
        ("Afterwards", [
            ("Rollback [--release-id ID]", "undoes the open or last release; by itself after a failed stage"),
            ("Watch --for TIME", "watches the last done release, takes it back when it fails"),
            ("Report [--release-id ID]", "writes the reports anew"),
            ("Close", "gives up the open release as it stands"),
            ("Unlock [--force]", "breaks the estate's lock if its holder is dead, or by force"),
        ]),
        ("Try", [
            ("Rehearse --scenario NAME", "a release with an injected fault; --list-scenarios names them"),
            ("Sandbox [--stop]", "the embedded estate for kubectl; --sandbox-reset starts it anew"),
            ("LoadTest --script FILE", "a load test; --target URL|NAME --connections N --baseline FILE"),
        ]),
        ("Develop", [
            ("Compile Test", "with every analyzer; every test that needs no real cluster"),
            ("ClusterTest Benchmark", "tests on real clusters (--kubeconfig or kind); start-up, memory"),
            ("Format Pack", "formats all code; makes NuGet packages"),
        ]),
        ("Any", [
            ("--skip TARGET…  --plan  --list", "leaves out targets; names those that would run; describes all"),
            ("--language en|ru", "of terminal, reports and notices; default is the system's"),
            ("--verbosity LEVEL  --help", "quiet, minimal, normal or verbose; this text"),
        ]),
    ];

    /// <summary>The text for a build; lines end with a line feed and fit into 100 columns.</summary>
    /// <param name="targets">Its targets.</param>
    /// <param name="options">Its options with their dashes, those of the engine with them.</param>
    public static string Of(ImmutableArray<string> targets, ImmutableArray<string> options)
    {
        var text = new StringBuilder("./build.sh [TARGET…] [--option value…]\n");
        var known = targets.Concat(options).ToHashSet(StringComparer.Ordinal);
        foreach (var (title, lines) in Groups)
        {
            var shown = lines.Where(line => Names(line.Typed).All(known.Contains)).ToArray();
            text.AppendJoin("", shown.Length == 0 ? [] : shown.Select(line => Line(line.Typed, line.Meaning)).Prepend($"{title}:\n"));
        }

        var more = targets.Except(Groups.SelectMany(group => group.Lines).SelectMany(line => Names(line.Typed))).Except([nameof(IDevelopmentTargets.Nothing)]).ToArray();
        text.Append(more.Length == 0 ? "" : $"Of this build:\n  {string.Join(' ', more)}\n");
        return text.Append("Exit codes: 0 done, 1 failed and undone, 2 refused, 3 open, 4 not undone, 5 locked, 130/143 stopped\n").ToString();
    }

    static string Line(string typed, string meaning) => typed.Length <= Left ? $"  {typed.PadRight(Left)}  {meaning}\n" : $"  {typed}\n  {"".PadRight(Left)}  {meaning}\n";

    // Other capitals on the left stand for values: NAME, FILE, X.Y.Z.
    static IEnumerable<string> Names(string typed) => typed.Split(Separators, StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.StartsWith("--", StringComparison.Ordinal) || (word.Length > 1 && char.IsUpper(word[0]) && char.IsLower(word[1])));
}
