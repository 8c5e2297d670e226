using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.IO;

/// <summary>An absolute path to a file or a directory; <c>/</c> appends to it.</summary>
[DebuggerDisplay("{path}")]
public sealed class AbsolutePath : IEquatable<AbsolutePath>
{
    static readonly StringComparison Comparison = OperatingSystem.IsWindows()
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    readonly string path;

    AbsolutePath(string path) => this.path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>The last part.</summary>
    public string Name => Path.GetFileName(path);

    /// <summary>The last part without its extension.</summary>
    public string NameWithoutExtension => Path.GetFileNameWithoutExtension(path);

    /// <summary>The extension with its dot; empty if there is none.</summary>
    public string Extension => Path.GetExtension(path);

    /// <summary>The directory it lies in; <see langword="null"/> for a root.</summary>
    public AbsolutePath? Parent => Path.GetDirectoryName(path) is { } parent ? new AbsolutePath(parent) : null;

    /// <summary>Makes a path.</summary>
    /// <param name="path">An absolute path; <c>.</c> and <c>..</c> are resolved.</param>
    /// <exception cref="ArgumentException">The path is relative.</exception>
    public static AbsolutePath Create(string path) =>
        Path.IsPathFullyQualified(path)
            ? new AbsolutePath(path)
            : throw new ArgumentException($"Path '{path}' must be absolute.", nameof(path));

    /// <summary>Takes text as a path.</summary>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="ArgumentException">The path is relative.</exception>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator AbsolutePath?(string? path) => path is null ? null : Create(path);

    /// <summary>Takes a path as text.</summary>
    /// <param name="path">The path.</param>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?.path;

    /// <summary>Appends parts.</summary>
    /// <param name="left">The path.</param>
    /// <param name="right">One or more parts; <c>..</c> goes up.</param>
    public static AbsolutePath operator /(AbsolutePath left, string? right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return new AbsolutePath(Path.Join(left.path, right));
    }

    /// <summary>Appends characters to the last part.</summary>
    /// <param name="left">The path.</param>
    /// <param name="right">The characters.</param>
    public static AbsolutePath operator +(AbsolutePath left, string? right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return new AbsolutePath(left.path + right);
    }

    /// <summary>Whether both are the same path.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(AbsolutePath? left, AbsolutePath? right) => Equals(left, right);

    /// <summary>Whether they are different paths.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(AbsolutePath? left, AbsolutePath? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(AbsolutePath? other) => string.Equals(path, other?.path, Comparison);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AbsolutePath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(path, Comparison);

    /// <inheritdoc/>
    public override string ToString() => path;
}
