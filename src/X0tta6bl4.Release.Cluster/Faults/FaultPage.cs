using System.Text;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>The fault catalogue for people. The code is its only source.</summary>
public static class FaultPage
{
    /// <summary>One line for each fault: code, name, and when it dooms a rollout. Lines end with a line feed.</summary>
    public static string Table()
    {
        var rows = FaultCatalogue.All;
        var (code, name) = (rows.Max(rule => rule.Code.Length), rows.Max(rule => rule.Name.Length));
        return string.Concat(rows.Select(rule => $"{rule.Code.PadRight(code)}  {rule.Name.PadRight(name)}  {rule.Fatal}\n"));
    }

    /// <summary>A Markdown page with a heading for each code, so that a code leads to its place.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder();
        page.Append("""
            # Faults of rollouts

            What the judge can say of a rollout that will not complete, in the order in which it believes: what names a cause comes before what only shows an
            effect. A fault is *doomed* unless it says *stalled*: then the rollout may still end well once somebody acts. Made by `./build.sh Faults --page src/FAULTS.md`.

            | code | name | doomed |
            | --- | --- | --- |

            """);
        page.AppendJoin("", FaultCatalogue.All.Select(rule => $"| [{rule.Code}](#{Anchor(rule.Code)}) | {rule.Name} | {rule.Fatal} |\n"));
        page.AppendJoin("", FaultCatalogue.All.Select(Section));
        page.Append("""

            ## What is not a fault

            These pass by themselves and doom nothing: Docker's ContainerCannotRun with exit code 128; `failed to sync … cache` of a kubelet that has just started; one eviction
            or preemption; one pull that timed out; one crash, and a second one; pods that are refused or not placed while others are still ending; replicas that an autoscaler
            changes meanwhile; a watch that ends, and an API server that is away: while nothing is heard of the cluster, no window of time dooms a rollout.

            """);
        return page.ToString();
    }

    static string Section(FaultRule rule) => $"""

        ## {rule.Code}

        **{rule.Name}.** {rule.Cause}

        - {(rule.State == Planning.RolloutState.Stalled ? "Stalled" : "Doomed")}: {rule.Fatal}
        - Evidence: {rule.Evidence}.
        - What to do: {rule.Hint}{(rule.Hint.EndsWith('.') ? "" : ".")}

        """;

    /// <summary>As GitHub and GitLab make it of a heading.</summary>
    static string Anchor(string code) => code.ToLowerInvariant();
}
