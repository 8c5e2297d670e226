using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>A command line as helm reads it.</summary>
internal sealed partial class HelmArguments
{
    static readonly string[] Everywhere = ["kubeconfig=", "kube-context=", "namespace=", "debug"];
    static readonly string[] Given = ["version=", "values=", "set="];

    /// <summary>The flags of each command; those with <c>=</c> take a value.</summary>
    static readonly FrozenDictionary<string, string[]> Commands = new Dictionary<string, string[]>
    {
        ["version"] = ["short", "template="],
        ["upgrade"] = [.. Given, "install", "reset-values", "reuse-values", "timeout=", "history-max=", "wait", "atomic", "output="],
        ["template"] = Given,
        ["rollback"] = ["timeout=", "history-max=", "wait"],
        ["status"] = ["output=", "revision="],
        ["history"] = ["output=", "max="],
        ["list"] = ["output=", "all-namespaces", "all"],
        ["get values"] = ["output=", "revision=", "all"],
        ["get manifest"] = ["revision="],
        ["uninstall"] = ["timeout=", "wait"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<char, string> Short = new Dictionary<char, string>
    {
        ['n'] = "namespace", ['f'] = "values", ['i'] = "install", ['o'] = "output", ['A'] = "all-namespaces", ['a'] = "all",
    }.ToFrozenDictionary();

    readonly List<(string Name, string Value)> flags = [];
    readonly List<string> operands = [];

    HelmArguments()
    {
    }

    /// <summary>For example <c>get values</c>; empty when none was given.</summary>
    public string Command { get; private set; } = "";

    public string Namespace => Value("namespace") ?? "default";

    public string Output => Value("output") ?? "table";

    public bool IsDebug => Has("debug");

    /// <exception cref="HelmProblem">The command or a flag is not known.</exception>
    public static HelmArguments Parse(IReadOnlyList<string> arguments)
    {
        var read = new HelmArguments();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            if (argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2)
            {
                var (name, value) = argument[2..].Split('=', 2) is [var n, var v] ? (n, v) : (argument[2..], null);
                read.Add(name, value, rest, $"unknown flag: --{name}", $"flag needs an argument: --{name}");
            }
            else if (argument is ['-', var letter, .. var attached])
            {
                var name = Short.GetValueOrDefault(letter) ?? "";
                read.Add(name, attached.Length > 0 ? attached.TrimStart('=') : null, rest, $"unknown shorthand flag: '{letter}' in {argument}", $"flag needs an argument: '{letter}' in {argument}");
            }
            else
            {
                read.AddWord(argument, rest);
            }
        }

        return read.Checked();
    }

    public bool Has(string flag) => Value(flag) == "true";

    public string? Value(string flag) => flags.LastOrDefault(f => f.Name == flag).Value;

    public IReadOnlyList<string> Values(string flag) => [.. flags.Where(f => f.Name == flag).Select(f => f.Value)];

    public int? Number(string flag) => Value(flag) is not { } text ? null
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
        : throw new HelmProblem($"invalid argument \"{text}\" for \"--{flag}\" flag: strconv.ParseInt: parsing \"{text}\": invalid syntax");

    /// <summary>A duration as Go writes it, <c>5m0s</c>.</summary>
    public TimeSpan Timeout
    {
        get
        {
            var text = Value("timeout") ?? "5m0s";
            return GoDuration().Match(text) is { Success: true } match
                ? new TimeSpan(Part(match, "h"), Part(match, "m"), 0) + TimeSpan.FromSeconds(double.TryParse(match.Groups["s"].Value, CultureInfo.InvariantCulture, out var s) ? s : 0)
                : throw new HelmProblem($"invalid argument \"{text}\" for \"--timeout\" flag: time: invalid duration \"{text}\"");
        }
    }

    /// <summary>The operands, which must be so many.</summary>
    public string[] Operands(int least, int most, string usage) => operands.Count >= least && operands.Count <= most
        ? [.. operands]
        : throw new HelmProblem($"\"helm {Command}\" requires {(least == most ? "" : "at least ")}{least} argument{(least == 1 ? "" : "s")}\n\nUsage:  helm {Command} {usage} [flags]");

    void Add(string name, string? value, Queue<string> rest, string unknown, string unfinished)
    {
        string[] known = [.. Everywhere, .. Commands.GetValueOrDefault(Command, [])];
        if (known.Contains(name))
        {
            flags.Add((name, value ?? "true"));
        }
        else if (known.Contains($"{name}="))
        {
            flags.Add((name, value ?? (rest.TryDequeue(out var next) ? next : throw new HelmProblem(unfinished))));
        }
        else
        {
            throw new HelmProblem(unknown);
        }
    }

    void AddWord(string word, Queue<string> rest)
    {
        if (Command.Length > 0)
        {
            operands.Add(word);
            return;
        }

        Command = word switch { "ls" => "list", "hist" => "history", "delete" or "un" or "del" => "uninstall", _ => word };
        if (word == "get" && rest.TryDequeue(out var what))
        {
            Command = $"get {what}";
        }

        if (!Commands.ContainsKey(Command))
        {
            throw new HelmProblem($"unknown command \"{word}\" for \"helm\"\nRun 'helm --help' for usage.");
        }
    }

    HelmArguments Checked() => Output is "table" or "json" or "yaml" ? this
        : throw new HelmProblem($"invalid argument \"{Output}\" for \"-o, --output\" flag: invalid format type");

    static int Part(Match match, string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?=.)((?<h>\d{1,4})h)?((?<m>\d{1,6})m)?((?<s>\d{1,8}(\.\d+)?)s)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex GoDuration();
}
