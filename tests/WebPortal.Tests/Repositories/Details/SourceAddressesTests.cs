using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Repositories.Details;

[Trait("Level", "Unit")]
public sealed class SourceAddressesTests
{
    private readonly SourceAddresses addresses = new(Options.Create(new BitbucketOptions()));

    [Theory]
    [InlineData("feature/a b", "/refs/branches/feature/a%20b?")]
    [InlineData("a?b#c&d", "/refs/branches/a%3Fb%23c%26d?")]
    [InlineData("%2e%2e/x", "/refs/branches/%252e%252e/x?")]
    public void A_Branch_Is_Encoded_Segment_By_Segment(string name, string expected) =>
        Assert.Contains(expected, addresses.Branch(Workspace, Slug, name)!.Value.AbsoluteUri, StringComparison.Ordinal);

    [Theory]
    [InlineData("..")]
    [InlineData("a/../../../user")]
    [InlineData("a//b")]
    [InlineData("")]
    public void A_Name_That_Would_Leave_Its_Place_Has_No_Address(string name)
    {
        Assert.Null(addresses.Branch(Workspace, Slug, name));
        Assert.Null(addresses.File(Workspace, Slug, "abcdef1", name));
        Assert.Null(addresses.Readmes(Workspace, Slug, name));
    }

    [Fact]
    public void A_Branch_In_A_Query_Cannot_Add_Another_Parameter() =>
        Assert.Contains("include=a%26pagelen%3D1%23&pagelen=10", addresses.Commits(Workspace, Slug, "a&pagelen=1#").Value.Query, StringComparison.Ordinal);

    private static WorkspaceSlug Workspace => WorkspaceSlug.TryParse("acme", out var workspace) ? workspace : throw new InvalidOperationException();

    private static RepositorySlug Slug => RepositorySlug.TryParse("rocket", out var slug) ? slug : throw new InvalidOperationException();
}
