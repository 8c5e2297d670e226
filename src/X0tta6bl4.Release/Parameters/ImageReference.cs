using System.Diagnostics.CodeAnalysis;

namespace X0tta6bl4.Release.Parameters;

/// <summary>A container image reference <c>[HOST[:PORT]/]REPOSITORY[:TAG][@DIGEST]</c>, parsed in full: a registry's port is never taken for a tag.</summary>
/// <param name="Registry">Registry host with optional port, as written; empty when the reference names none (the node's default applies).</param>
/// <param name="Repository">Repository path without registry, tag and digest, for example <c>x0tta6bl4/api-gateway</c>.</param>
/// <param name="Tag">Tag without the colon; empty when there is none.</param>
/// <param name="Digest">Digest with its algorithm, <c>sha256:</c> and 64 hexadecimal digits; empty when there is none.</param>
/// <remarks>Grammar: the distribution project's reference format. The first path component is a registry if it contains a dot or a colon, or is <c>localhost</c>.</remarks>
public sealed record ImageReference(string Registry, string Repository, string Tag, string Digest)
{
    /// <summary>Registry and repository, without tag and digest.</summary>
    public string Name => Registry.Length == 0 ? Repository : $"{Registry}/{Repository}";

    /// <summary>The same image under another tag and digest.</summary>
    public ImageReference With(string tag, string digest) => this with { Tag = tag, Digest = digest };

    /// <summary>Reads a reference.</summary>
    /// <exception cref="FormatException">The text is no image reference.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var reference) ? reference : throw new FormatException($"'{text}' is not an image reference.");

    /// <summary>Reads a reference; false when the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference)
    {
        reference = null;
        var (rest, digest) = Cut(text ?? "", text?.IndexOf('@', StringComparison.Ordinal) ?? -1);
        var colon = rest.LastIndexOf(':');
        var (name, tag) = Cut(rest, colon > rest.LastIndexOf('/') ? colon : -1);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var hasRegistry = first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost";
        var (registry, repository) = hasRegistry ? (first, name[(slash + 1)..]) : ("", name);
        if ((hasRegistry && !IsRegistry(registry)) || !IsRepository(repository) || (colon > rest.LastIndexOf('/') && !IsTag(tag)) || (text!.Contains('@', StringComparison.Ordinal) && !IsDigest(digest)))
        {
            return false;
        }

        reference = new ImageReference(registry, repository, tag, digest);
        return true;
    }

    /// <summary>True for <c>sha256:</c> followed by 64 lower-case hexadecimal digits.</summary>
    public static bool IsDigest(string? text) =>
        text is { Length: 71 } && text.StartsWith("sha256:", StringComparison.Ordinal) && text.AsSpan(7).IndexOfAnyExcept("0123456789abcdef") < 0;

    /// <summary>The reference as Kubernetes takes it.</summary>
    public override string ToString() => $"{Name}{(Tag.Length > 0 ? ":" + Tag : "")}{(Digest.Length > 0 ? "@" + Digest : "")}";

    static (string Before, string After) Cut(string text, int at) => at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);

    static bool IsRegistry(string text)
    {
        var (host, port) = Cut(text, text.IndexOf(':', StringComparison.Ordinal));
        return host.Length > 0 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
            && (host.Length == text.Length || (port.Length is > 0 and <= 5 && port.All(char.IsAsciiDigit)));
    }

    static bool IsRepository(string text) =>
        text.Length is > 0 and <= 255
        && text.Split('/').All(part => part.Length > 0 && char.IsAsciiLetterOrDigit(part[0]) && char.IsAsciiLetterOrDigit(part[^1]))
        && text.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789._-/") < 0;

    static bool IsTag(string text) =>
        text.Length is > 0 and <= 128 && text[0] is not ('.' or '-') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
