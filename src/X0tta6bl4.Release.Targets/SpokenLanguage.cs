using System.Collections.Immutable;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Targets;

/// <summary>The language of whoever sits before the terminal. Pure.</summary>
static class SpokenLanguage
{
    // As POSIX ranks them: the first that says something counts.
    static readonly ImmutableArray<string> Locale = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>The language that was asked for, else that of the system, else English.</summary>
    /// <param name="asked">The value of <c>--language</c>; null when nobody gave one.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <returns>Null when what was asked for is not spoken here.</returns>
    public static Translator? Of(string? asked, Func<string, string?> environment)
    {
        // GNU's LANGUAGE, a list, has the name of our option, and so engines take it for one.
        var list = environment("LANGUAGE");
        return asked is not null && asked != list ? Translator.All.GetValueOrDefault(asked) : OfSystem(list ?? "", environment);
    }

    // As gettext does it, the list counts only where there is a locale.
    static Translator OfSystem(string list, Func<string, string?> environment)
    {
        var locale = Locale.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        var wishes = Name(locale) is "" or "C" or "POSIX" ? [] : list.Split(':').Append(locale).Select(Name);
        return wishes.Select(name => Translator.All.GetValueOrDefault(name)).FirstOrDefault(translator => translator is not null) ?? Translator.English;
    }

    static string Name(string locale) => locale.Split('_', '.', '-', '@')[0];
}
