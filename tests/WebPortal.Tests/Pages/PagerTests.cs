using WebPortal.Pages.Shared;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>The links between pages stay few and never lead nowhere.</summary>
[Trait("Level", "Unit")]
public sealed class PagerTests
{
    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 5, "1 2 3 … 5")]
    [InlineData(3, 5, "1 2 3 4 5")]
    [InlineData(10, 20, "1 … 8 9 10 11 12 … 20")]
    [InlineData(20, 20, "1 … 18 19 20")]
    [InlineData(99, 3, "1 … 3")]
    public void The_First_The_Last_And_The_Neighbours_Are_Shown(int page, int count, string shown) =>
        Assert.Equal(shown, string.Join(' ', new Pager(page, count, number => $"{number}").Shown.Select(number => number is { } shownNumber ? $"{shownNumber}" : "…")));
}
