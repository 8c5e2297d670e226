using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Tests.Parameters;

public sealed class NearestTests
{
    static readonly string[] Known = ["sandbox", "production", "rig", "eks-us-east-1"];

    [Theory]
    [InlineData("sanbdox", "sandbox")]
    [InlineData("prodution", "production")]
    [InlineData("Production", "production")]
    [InlineData("rigg", "rig")]
    [InlineData("eks-us-east-2", "eks-us-east-1")]
    public void A_misspelt_name_finds_the_one_meant(string text, string meant) => Assert.Equal(meant, Nearest.To(text, Known));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("nowhere")]
    [InlineData("big")]
    [InlineData("a-text-that-is-far-longer-than-any-name")]
    public void A_foreign_name_finds_none(string text)
    {
        Assert.Null(Nearest.To(text, Known.Except(["rig"])));
        Assert.Empty(Nearest.Hint(text, Known.Except(["rig"])));
    }

    [Fact]
    public void The_hint_is_a_question() => Assert.Equal("did you mean 'rig'?", Nearest.Hint("rihg", Known));
}
