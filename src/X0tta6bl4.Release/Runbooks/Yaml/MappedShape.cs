using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A shape whose value is kept as another type.</summary>
/// <param name="inner">Shape in the file.</param>
/// <param name="to">Makes the value that is kept.</param>
/// <param name="from">Takes it back.</param>
internal sealed class MappedShape<TFile, T>(Shape<TFile> inner, Func<TFile, T> to, Func<T, TFile> from) : Shape<T>
{
    /// <inheritdoc/>
    public override T Fallback => to(inner.Fallback);

    /// <inheritdoc/>
    public override T Read(YamlElement element, Findings findings) => to(inner.Read(element, findings));

    /// <inheritdoc/>
    public override JsonNode? Write(T value) => inner.Write(from(value));

    /// <inheritdoc/>
    public override JsonObject Schema() => inner.Schema();
}
