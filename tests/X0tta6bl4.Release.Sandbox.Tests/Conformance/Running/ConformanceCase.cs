using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>A few requests in a namespace of their own, and the answers that matter.</summary>
/// <param name="Area">The file that the case stands in.</param>
/// <param name="Name">A sentence; unique within its area.</param>
/// <param name="Steps">What happens, one after another.</param>
sealed record ConformanceCase(string Area, string Name, IReadOnlyList<CaseStep> Steps)
{
    /// <summary>The case in names of files and of namespaces: small letters, digits and dashes.</summary>
    public string Slug { get; } = SlugOf(Name);

    /// <summary>A sentence in names of files.</summary>
    public static string SlugOf(string name) => string.Join('-', name.ToLowerInvariant().Split([.. name.Where(c => !char.IsAsciiLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The case in the lists of a test runner.</summary>
    public string Title => $"{Area}: {Name}";
}

/// <summary>One step of a case.</summary>
abstract record CaseStep
{
    CaseStep()
    {
    }

    /// <summary>A request with an answer in one piece.</summary>
    /// <param name="Method">The HTTP method.</param>
    /// <param name="Path">Path and query; <c>{name}</c> is a variable.</param>
    /// <param name="Headers">Headers beside the content type.</param>
    /// <param name="ContentType">The type of the body.</param>
    /// <param name="Body">The body, or null.</param>
    /// <param name="Keep">Paths of the answer that are compared; all of it when there are none.</param>
    /// <param name="Capture">Variables by the path of the answer that gives their value.</param>
    /// <param name="IsQuiet">Whether the answer is only a condition of later steps: it must be a success, and is not compared.</param>
    public sealed record Send(
        string Method, string Path, IReadOnlyDictionary<string, string> Headers, string ContentType, string? Body,
        IReadOnlyList<string> Keep, IReadOnlyDictionary<string, string> Capture, bool IsQuiet) : CaseStep;

    /// <summary>Waits, in time of the server, until an object has a value.</summary>
    /// <param name="Path">The object's path.</param>
    /// <param name="Field">The path of the value within it; an empty one only asks for the object.</param>
    /// <param name="Value">The value, or null for any.</param>
    public sealed record Wait(string Path, string Field, JsonNode? Value) : CaseStep;

    /// <summary>Opens a watch; earlier ones of the case are closed.</summary>
    /// <param name="Path">Path and query.</param>
    /// <param name="Headers">Headers of the request.</param>
    public sealed record Watch(string Path, IReadOnlyDictionary<string, string> Headers) : CaseStep;

    /// <summary>Reads from the open watch.</summary>
    /// <param name="Count">How many events, or null for all until the server ends the watch.</param>
    /// <param name="Keep">Paths of each event that are compared; all of it when there are none.</param>
    /// <param name="IsPassing">Whether time of the server passes meanwhile, as the events are planned for later; it always does until an end.</param>
    public sealed record Events(int? Count, IReadOnlyList<string> Keep, bool IsPassing) : CaseStep;

    /// <summary>Runs a command in a container.</summary>
    /// <param name="Path">Path and query of the exec subresource.</param>
    /// <param name="Protocol">The WebSocket's protocol.</param>
    /// <param name="Input">What goes to the command's standard input, or null.</param>
    public sealed record Exec(string Path, string Protocol, string? Input) : CaseStep;
}
