using CsCheck;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Parameters;

public sealed class ImageReferenceTests
{
    static readonly string Digest = Manifests.Digest('a');

    [Theory]
    [InlineData("nginx", "", "nginx", "")]
    [InlineData("nginx:1.27", "", "nginx", "1.27")]
    [InlineData("x0tta6bl4/api-gateway:2.3.1", "", "x0tta6bl4/api-gateway", "2.3.1")]
    [InlineData("registry.example.com/a/b/c:2", "registry.example.com", "a/b/c", "2")]
    [InlineData("localhost/a", "localhost", "a", "")]
    [InlineData("localhost:5000/a:2", "localhost:5000", "a", "2")]
    [InlineData("127.0.0.1:5000/x0tta6bl4/api-gateway", "127.0.0.1:5000", "x0tta6bl4/api-gateway", "")]
    public void A_registrys_port_is_never_taken_for_a_tag(string text, string registry, string repository, string tag) =>
        Assert.Equal(new ImageReference(registry, repository, tag, ""), ImageReference.Parse(text));

    [Fact]
    public void A_reference_may_have_port_tag_and_digest_at_once() =>
        Assert.Equal(new ImageReference("localhost:5000", "a/b", "2.3.1", Digest), ImageReference.Parse($"localhost:5000/a/b:2.3.1@{Digest}"));

    [Fact]
    public void A_reference_may_have_a_digest_only() =>
        Assert.Equal(new ImageReference("", "a", "", Digest), ImageReference.Parse($"a@{Digest}"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a:")]
    [InlineData("a@")]
    [InlineData("a@sha256:abc")]
    [InlineData(":2.3.1")]
    [InlineData("A/b")]
    [InlineData("a//b")]
    [InlineData("a/b/")]
    [InlineData("-a")]
    [InlineData("a:.b")]
    [InlineData("a:b c")]
    [InlineData(":5000/a")]
    [InlineData("host:/a")]
    [InlineData("host:port/a")]
    [InlineData("my host.example/a")]
    [InlineData("https://registry.example.com/a")]
    public void What_is_no_reference_is_refused(string? text) => Assert.False(ImageReference.TryParse(text, out _));

    [Fact]
    public void The_exception_names_the_text() =>
        Assert.Equal("'a b' is not an image reference.", Assert.Throws<FormatException>(() => ImageReference.Parse("a b")).Message);

    [Fact]
    public void Every_reference_reads_back_as_it_was_written()
    {
        var word = Gen.Char["abcxyz0189"].Array[1, 6].Select(chars => new string(chars));
        var registry = Chosen.From("", "localhost", "registry.example.com", "10.0.0.1:5000", "localhost:5000");
        var reference = Gen.Select(registry, word.Array[1, 4], Gen.OneOf(Gen.Const(""), word), Gen.Bool)
            .Select((host, path, tag, hasDigest) => new ImageReference(host, string.Join('/', path), tag, hasDigest ? Digest : ""));

        reference.Sample(image => ImageReference.Parse(image.ToString()) == image);
    }
}
