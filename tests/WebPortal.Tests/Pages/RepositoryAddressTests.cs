using WebPortal.Pages.Repositories;
using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>Links of the repositories page change one thing and keep the rest.</summary>
[Trait("Level", "Unit")]
public sealed class RepositoryAddressTests
{
    [Fact]
    public void The_Usual_Question_Has_The_Plain_Address() =>
        Assert.Equal("/repositories", Address(new RepositoryQueryText()).InLanguage(null));

    [Fact]
    public void A_Filter_Keeps_Words_Order_And_Size_And_Starts_At_The_First_Page()
    {
        var address = Address(new RepositoryQueryText("a b&c", Sort: "-size", Page: "7", PageSize: "25", Workspace: "north"));

        Assert.Equal("/repositories/north?query=a%20b%26c&language=c%23&pageSize=25&sort=-size", address.InLanguage("c#"));
    }

    [Fact]
    public void Another_Page_Keeps_Everything() =>
        Assert.Equal(
            "/repositories?project=CORE&visibility=private&page=3",
            Address(new RepositoryQueryText(Project: "CORE", Visibility: "private")).AtPage(3));

    [Theory]
    [InlineData("name", "name", "-name")]
    [InlineData("-name", "name", "name")]
    [InlineData("name", "size", "-size")]
    [InlineData("size", "name", "name")]
    public void The_Chosen_Order_Turns_Round_And_Another_Begins_Where_People_Expect(string now, string field, string then) =>
        Assert.Equal($"/repositories?sort={then}", Address(new RepositoryQueryText(Sort: now)).SortedBy(field));

    [Fact]
    public void A_Workspace_Cannot_Break_Out_Of_The_Path() =>
        Assert.Equal("/repositories/..%2Fadmin", Address(new RepositoryQueryText()).InWorkspace("../admin"));

    [Fact]
    public void A_Search_Keeps_Filters_But_Neither_Words_Nor_Page()
    {
        var kept = Address(new RepositoryQueryText("words", Language: "go", Page: "4")).KeptBySearch;

        Assert.Equal([KeyValuePair.Create("language", (string?)"go")], kept);
    }

    private static RepositoryAddress Address(RepositoryQueryText text) =>
        new(RepositoryQueryReader.Read(text with { Sort = text.Sort ?? RepositoryAddress.UsualFor(text.Query is not null).ToString() }).Query);
}
