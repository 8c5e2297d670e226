namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class TerminalTraitsTests
{
    [Theory]
    [InlineData("TERM=xterm-256color", true)]
    [InlineData("TERM=xterm-256color NO_COLOR=1", true)]
    [InlineData("TERM=xterm-256color CI=false", true)]
    [InlineData("TERM=xterm-256color CI=true", false)]
    [InlineData("TERM=dumb", false)]
    [InlineData("TERM=", false)]
    [InlineData("", false)]
    public void A_terminal_is_live_when_it_says_that_it_can_move_its_cursor(string environment, bool isLive) =>
        Assert.Equal(isLive, Of(environment).IsLive);

    [Fact]
    public void A_pipe_a_build_server_and_a_console_of_Windows_get_plain_lines()
    {
        Assert.False(Of("TERM=xterm", isRedirected: true).IsLive);
        Assert.False(Of("TERM=xterm", onServer: true).IsLive);
        Assert.False(Of("TERM=xterm", isWindows: true).IsLive);
    }

    [Theory]
    [InlineData("TERM=xterm", true)]
    [InlineData("TERM=xterm NO_COLOR=", true)]
    [InlineData("TERM=xterm NO_COLOR=1", false)]
    [InlineData("TERM=dumb", false)]
    public void NO_COLOR_takes_colours_away_and_nothing_else(string environment, bool hasColours) =>
        Assert.Equal(hasColours, Of(environment).HasColours);

    [Theory]
    [InlineData("TERM=xterm-256color", true)]
    [InlineData("TERM=tmux-256color", true)]
    [InlineData("TERM=screen-256color TMUX=socket,1,0", true)]
    [InlineData("TERM=screen-256color", false)]
    [InlineData("TERM=xterm XTERM_VERSION=XTerm(390)", false)]
    [InlineData("TERM=linux", false)]
    public void A_few_terminals_cut_off_what_no_longer_fits(string environment, bool rewraps) =>
        Assert.Equal(rewraps, Of(environment).Rewraps);

    static TerminalTraits Of(string environment, bool isRedirected = false, bool isWindows = false, bool onServer = false)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return TerminalTraits.Of(isRedirected, isWindows, onServer, name => variables.GetValueOrDefault(name));
    }
}
