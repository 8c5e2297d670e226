namespace Nuke.Common;

/// <summary>
/// A field or property whose value comes from the command line (<c>--api-key x</c>), else from the environment
/// (<c>API_KEY</c> or <c>NUKE_API_KEY</c>), else from <c>.nuke/parameters.json</c>. Names ignore case and dashes.
/// </summary>
/// <param name="description">One sentence for <c>--help</c>; none by default.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ParameterAttribute(string? description = null) : Attribute
{
    /// <summary>One sentence for <c>--help</c>.</summary>
    public string? Description { get; } = description;

    /// <summary>The name, if it is not the member's.</summary>
    public string? Name { get; set; }

    /// <summary>The character that separates the elements of a list within one value; none by default.</summary>
    public string? Separator { get; set; }

    /// <summary>Whether <c>--help</c> lists it. Default <see langword="true"/>.</summary>
    public bool List { get; set; } = true;
}
