using System.Security.Cryptography;
using System.Text;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>A file that is compiled into this program and becomes part of every page.</summary>
sealed class PageResource
{
    /// <summary>The page's style.</summary>
    public static readonly PageResource Style = new("report.css");

    /// <summary>The page's script.</summary>
    public static readonly PageResource Script = new("report.js");

    PageResource(string name)
    {
        using var stream = typeof(PageResource).Assembly.GetManifestResourceStream($"{typeof(PageResource).Namespace}.{name}") ?? throw new FileNotFoundException($"{name} is not part of this program.", name);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Text = reader.ReadToEnd().ReplaceLineEndings("\n");
        Hash = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
    }

    /// <summary>The file.</summary>
    public string Text { get; }

    /// <summary>Names the file in the page's content security policy: browsers use no other style and run no other script.</summary>
    public string Hash { get; }
}
