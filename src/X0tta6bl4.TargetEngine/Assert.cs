using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nuke.Common;

/// <summary>Ends a target with a message unless something holds.</summary>
[DebuggerStepThrough]
public static class Assert
{
    /// <summary>Fails.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="exception">What caused it, if anything did.</param>
    /// <exception cref="Exception">Always.</exception>
    [DoesNotReturn]
    public static void Fail(string message, Exception? exception = null) => throw new Exception(message, exception);

    /// <summary>Fails unless the condition holds.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="message">What is wrong; by default the text of the condition.</param>
    /// <param name="argumentExpression">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">It does not hold.</exception>
    public static void True([DoesNotReturnIf(false)] bool condition, string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null)
    {
        if (!condition)
            throw Failure(message, "Expected condition to be true", argumentExpression);
    }

    /// <summary>Fails if the condition holds.</summary>
    /// <param name="condition">What must not hold.</param>
    /// <param name="message">What is wrong; by default the text of the condition.</param>
    /// <param name="argumentExpression">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">It holds.</exception>
    public static void False([DoesNotReturnIf(true)] bool condition, string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null)
    {
        if (condition)
            throw Failure(message, "Expected condition to be false", argumentExpression);
    }

    /// <summary>Fails if there is no object.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="obj">What must be there.</param>
    /// <param name="message">What is wrong; by default the text of the expression.</param>
    /// <param name="argumentExpression">Filled in by the compiler.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ArgumentException">It is <see langword="null"/>.</exception>
    public static T NotNull<T>([NotNull] this T? obj, string? message = null,
        [CallerArgumentExpression(nameof(obj))] string? argumentExpression = null)
        where T : class =>
        obj ?? throw Failure(message, $"Expected object of type '{typeof(T).FullName}' to be not null", argumentExpression);

    /// <summary>Fails if there is no text.</summary>
    /// <param name="str">What must not be empty.</param>
    /// <param name="message">What is wrong; by default the text of the expression.</param>
    /// <param name="argumentExpression">Filled in by the compiler.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">It is <see langword="null"/> or empty.</exception>
    public static string NotNullOrEmpty([NotNull] this string? str, string? message = null,
        [CallerArgumentExpression(nameof(str))] string? argumentExpression = null) =>
        string.IsNullOrEmpty(str) ? throw Failure(message, "Expected string to be not null or empty", argumentExpression) : str;

    /// <summary>Fails if there is no text but blanks.</summary>
    /// <param name="str">What must not be blank.</param>
    /// <param name="message">What is wrong; by default the text of the expression.</param>
    /// <param name="argumentExpression">Filled in by the compiler.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">It is <see langword="null"/> or blank.</exception>
    public static string NotNullOrWhiteSpace([NotNull] this string? str, string? message = null,
        [CallerArgumentExpression(nameof(str))] string? argumentExpression = null) =>
        string.IsNullOrWhiteSpace(str) ? throw Failure(message, "Expected string to be not null or whitespace", argumentExpression) : str;

    /// <summary>Fails if there is no such file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="message">What is wrong; by default the path.</param>
    /// <param name="argumentExpression">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static void FileExists(string? path, string? message = null,
        [CallerArgumentExpression(nameof(path))] string? argumentExpression = null) =>
        True(File.Exists(path), message ?? $"Expected file to exist: {path}", argumentExpression);

    /// <summary>Fails if there is no such directory.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="message">What is wrong; by default the path.</param>
    /// <param name="argumentExpression">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static void DirectoryExists(string? path, string? message = null,
        [CallerArgumentExpression(nameof(path))] string? argumentExpression = null) =>
        True(Directory.Exists(path), message ?? $"Expected directory to exist: {path}", argumentExpression);

    static ArgumentException Failure(string? message, string otherwise, string? expression) =>
        message is null ? new ArgumentException(otherwise, expression) : new ArgumentException(message);
}
