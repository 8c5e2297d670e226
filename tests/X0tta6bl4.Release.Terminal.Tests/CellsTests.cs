namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class CellsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("gateway", 7)]
    [InlineData("ждёт", 4)]
    [InlineData("服務", 4)]
    [InlineData("e\u0301t\u00E9", 3)]
    public void A_text_is_measured_in_cells(string text, int cells) => Assert.Equal(cells, Cells.Width(text));

    [Theory]
    [InlineData("gateway", 7, "gateway")]
    [InlineData("gateway", 6, "gatew…")]
    [InlineData("gateway", 1, "…")]
    [InlineData("gateway", 0, "")]
    [InlineData("服務服務", 7, "服務服…")]
    [InlineData("服務服務", 6, "服務…")]
    [InlineData("ae\u0301e\u0301e\u0301", 3, "ae\u0301…")]
    public void A_text_is_cut_between_two_letters(string text, int most, string cut)
    {
        Assert.Equal(cut, Cells.Cut(text, most));
        Assert.True(Cells.Width(cut) <= most);
    }

    [Theory]
    [InlineData("gate", 6, "gate  ")]
    [InlineData("服務服", 6, "服務服")]
    [InlineData("服務服", 5, "服務…")]
    [InlineData("服務服", 4, "服… ")]
    public void A_column_has_its_width_whatever_stands_in_it(string text, int cells, string column)
    {
        Assert.Equal(column, Cells.Fit(text, cells));
        Assert.Equal(cells, Cells.Width(column));
    }

    [Theory]
    [InlineData("", 10, 1)]
    [InlineData("0123456789", 10, 1)]
    [InlineData("0123456789a", 10, 2)]
    [InlineData("服務服務", 5, 2)]
    [InlineData("服務服務服", 5, 3)]
    public void A_wide_letter_is_not_split_between_two_rows(string text, int columns, int rows) => Assert.Equal(rows, Cells.Rows(text, columns));

    [Fact]
    public void A_line_holds_nothing_that_moves_the_cursor_or_turns_the_text() =>
        Assert.Equal("a b c d  e", Cells.Line("a\nb\tc\rd\e\u202Ee"));
}
