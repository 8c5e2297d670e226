using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Judging;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Scripts;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>A load script with all that it names, read and without mistakes.</summary>
public sealed class ScriptLoad
{
    readonly ScriptOrder order;

    ScriptLoad(LoadScript script, ScriptOrder order) => (Script, this.order) = (script, order);

    /// <summary>The script.</summary>
    public LoadScript Script { get; }

    /// <summary>Time until nobody comes any more, from the beginning.</summary>
    public TimeSpan Length => ScriptPhases.Length(Script);

    /// <summary>SHA-256 of the script and of the files that it names, in small hexadecimal digits: the same load has the same.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', order.Files.SelectMany(file => new[] { file.Key, file.Value }).Prepend(order.Text)))));

    /// <summary>The same load in another time: rates stay, every phase is shorter or longer by the same factor.</summary>
    /// <param name="duration">Time in which its users arrive; above zero.</param>
    public ScriptLoad Within(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return new ScriptLoad(ScriptPhases.Within(Script, duration), order with { Duration = duration });
    }

    /// <summary>Connections that are enough for most services: for two seconds of the greatest rate, between 10 and 1000.</summary>
    public int UsualConnections => (int)Math.Clamp(2 * ScriptPhases.PeakRate(Script), 10, 1000);

    /// <summary>Reads a script and the files that it names. Pure, apart from what its functions do.</summary>
    /// <param name="text">The script's text.</param>
    /// <param name="fileName">The file's name as problems show it.</param>
    /// <param name="target">Base URL in place of the script's own; null for that.</param>
    /// <param name="environment">Value of <c>$environment</c>; null for none.</param>
    /// <param name="readFile">Text of a file that the script names; null when there is none.</param>
    /// <param name="readVariable">Value of an environment variable that the script names; null when it is not set.</param>
    public static Checked<ScriptLoad> Read(string text, string fileName, string? target, string? environment, Func<string, string?> readFile, Func<string, string?> readVariable)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var read = LoadScriptReader.Read(text, new LoadScriptSource(fileName)
        {
            Target = target,
            Environment = environment,
            ReadFile = name => Keep(files, name, readFile(name)),
            ReadVariable = name => Keep(variables, name, readVariable(name)),
        });
        return read.Value is { } script
            ? Checked.Valid(new ScriptLoad(script, new ScriptOrder(text, fileName, target, environment, files.ToImmutableSortedDictionary(), variables.ToImmutableSortedDictionary(), Duration: null)))
            : Checked.Invalid<ScriptLoad>(read.Problems);
    }

    /// <summary>Runs the load in a process of its own.</summary>
    /// <param name="connections">Most connections at once, 1 to 1000.</param>
    /// <param name="onProgress">Called about once a second.</param>
    /// <param name="cancellationToken">Ends it; then <see cref="OperationCanceledException"/> is thrown.</param>
    /// <exception cref="EstateAccessException">The load could not be run, or its process died.</exception>
    public async Task<LoadReport> RunAsync(int connections, Action<LoadProgress> onProgress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(connections, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(connections, 1000);
        return await LoadProcess.RunAsync(new LoadOrder { Script = order, Connections = connections, EndsEarly = true }, onProgress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Judges what was seen. Pure.</summary>
    public LoadVerdict Judge(LoadReport seen) => LoadJudge.Judge(Script, seen);

    static string? Keep(SortedDictionary<string, string> kept, string name, string? value)
    {
        if (value is not null)
        {
            kept[name] = value;
        }

        return value;
    }
}
