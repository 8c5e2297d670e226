namespace X0tta6bl4.Release.Running;

/// <summary>What a test program reported in the Test Anything Protocol.</summary>
/// <param name="Planned">Tests announced by <c>1..N</c>; null when there was no such line.</param>
/// <param name="Passed">Lines <c>ok</c>, those marked TODO or SKIP included.</param>
/// <param name="Failed">Lines <c>not ok</c> that are not marked TODO.</param>
/// <param name="FirstFailure">Text of the first failed test; empty when there is none.</param>
/// <remarks>See testanything.org, version 13: results may be numbered or not, directives follow a <c>#</c>.</remarks>
public sealed record TapCount(int? Planned, int Passed, int Failed, string FirstFailure)
{
    /// <summary>Nothing yet.</summary>
    public static TapCount None { get; } = new(null, 0, 0, "");

    /// <summary>The count after one more line of output.</summary>
    public TapCount With(string line)
    {
        var text = line.TrimEnd();
        var isTodo = text.Contains("# TODO", StringComparison.OrdinalIgnoreCase);
        return Is(text, "not ok") && !isTodo ? this with { Failed = Failed + 1, FirstFailure = Failed == 0 ? text : FirstFailure }
            : Is(text, "ok") || Is(text, "not ok") ? this with { Passed = Passed + 1 }
            : text.StartsWith("1..", StringComparison.Ordinal) && int.TryParse(text[3..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture, out var planned) ? this with { Planned = planned }
            : this;
    }

    /// <summary>How the tests ended: no result at all, or fewer than announced, proves nothing.</summary>
    /// <param name="exitCode">Exit code of the test program.</param>
    public StepResult Judge(int exitCode)
    {
        var total = Passed + Failed;
        return Failed > 0 ? StepResult.Failed($"{Failed} of {total} integration tests failed, the first: {FirstFailure}")
            : total == 0 && exitCode == 0 ? StepResult.Failed("the test program reported no test, so nothing is proven")
            : exitCode != 0 ? StepResult.Failed($"the test program ended with {exitCode} after {total} good tests")
            : Planned is { } planned && planned != total ? StepResult.Failed($"the test program announced {planned} tests and reported {total}")
            : StepResult.Done($"{Passed} of {total} integration tests passed");
    }

    static bool Is(string text, string word) => text == word || text.StartsWith(word + " ", StringComparison.Ordinal);
}
