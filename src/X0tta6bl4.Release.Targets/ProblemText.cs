using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Targets;

/// <summary>Problems in words. Pure.</summary>
static class ProblemText
{
    /// <summary>The same in a language, part by part: a sentence is known whole, while a line with its place before it would be divided.</summary>
    public static Problem In(this Problem problem, Translator translator) =>
        new(IsName(problem.Where) ? problem.Where : translator.Of(problem.Where), translator.Of(problem.Message), translator.Of(problem.Hint));

    // An option, a file or an object, other than "metrics of a cluster".
    static bool IsName(string where) => where.StartsWith('-') || !where.Contains(' ');
}
