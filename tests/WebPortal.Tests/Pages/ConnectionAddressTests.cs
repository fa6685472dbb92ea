using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using WebPortal.Administration;
using WebPortal.Pages.Admin.Connections;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>What an address chooses, and that a mistake in it never chooses more.</summary>
[Trait("Level", "Unit")]
public sealed class ConnectionAddressTests
{
    private const string Everything =
        "/admin/connections?person=a%20b%26c&workspace=north&kind=apitoken&state=suspended&scope=repository:write&connected=1&unused=30&dies=14&sort=-used";

    [Fact]
    public void A_Whole_Address_Comes_Back_As_It_Was() => Assert.Equal(Everything, Read(Everything).At(null).Replace("%3A", ":", StringComparison.Ordinal));

    [Fact]
    public void The_Plain_Address_Means_All_That_Live_In_The_Usual_Order()
    {
        var address = Read("/admin/connections?person=&kind=&connected=&unused=&dies=");

        Assert.Equal((ConnectionFilter.All, ConnectionSort.Usual, null), (address.Filter, address.Sort, address.Cursor));
        Assert.Equal("/admin/connections", address.At(null));
    }

    [Theory]
    [InlineData("state=colour")]
    [InlineData("state=1")]
    [InlineData("kind=cookie")]
    [InlineData("unused=many")]
    [InlineData("unused=-1")]
    [InlineData("connected=36501")]
    [InlineData("dies=1&dies=2")]
    [InlineData("state=suspended&state=healthy")]
    [InlineData("person=a%00b")]
    public void What_Is_Not_Understood_Makes_The_Choice_Faulty(string query) => Assert.True(Read("/admin/connections?" + query).Filter.IsFaulty);

    [Fact]
    public void A_Text_That_Is_Too_Long_Is_Not_Cut_To_One_That_Finds_More() =>
        Assert.True(Read("/admin/connections?person=" + new string('a', 201)).Filter.IsFaulty);

    [Fact]
    public void An_Unknown_Order_Is_The_Usual_One() => Assert.Equal(ConnectionSort.Usual, Read("/admin/connections?sort=colour").Sort);

    [Theory]
    [InlineData("-connected", "connected", "/admin/connections?sort=connected")]
    [InlineData("connected", "connected", "/admin/connections")]
    [InlineData("-connected", "dies", "/admin/connections?sort=dies")]
    [InlineData("dies", "dies", "/admin/connections?sort=-dies")]
    public void The_Chosen_Order_Turns_Round_And_Another_Begins_Where_People_Expect(string now, string field, string then) =>
        Assert.Equal(then, Read($"/admin/connections?sort={now}").SortedBy(field));

    [Fact]
    public void All_That_Match_Keeps_The_Filter_And_Leaves_Order_And_Place() =>
        Assert.Equal(
            "/admin/connections/change?action=revoke&all=true&workspace=north&unused=30",
            Read("/admin/connections?workspace=north&unused=30&sort=used&cursor=abc").ChangeAll("revoke"));

    private static ConnectionAddress Read(string address) =>
        ConnectionAddress.Read(new QueryCollection(QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), address).Query)));
}
