using System.Collections.Immutable;

namespace Nuke.Common.Parameters;

/// <summary>
/// The arguments, taken apart: <c>Compile Test --retries 3 --name=value --flag</c>. Values of an option reach to the next
/// option; after <c>--name=value</c> further words are targets again.
/// </summary>
internal sealed record CommandLine(ImmutableArray<string> Words, ImmutableArray<CommandLineOption> Options)
{
    public static CommandLine Parse(IEnumerable<string> arguments)
    {
        var words = new List<string>();
        var options = new List<(string Written, List<string> Values)>();
        var values = words;
        foreach (var argument in arguments)
        {
            if (!IsOption(argument))
            {
                values.Add(argument);
                continue;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            values = equals < 0 ? [] : [argument[(equals + 1)..]];
            options.Add((equals < 0 ? argument : argument[..equals], values));
            if (equals >= 0)
                values = words;
        }

        return new CommandLine([.. words], [.. options.Select(option => new CommandLineOption(option.Written, [.. option.Values]))]);
    }

    // A dash before a digit starts a negative number.
    static bool IsOption(string argument) => argument.Length > 1 && argument[0] == '-' && !char.IsAsciiDigit(argument[1]);
}
