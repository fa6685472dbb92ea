using WebPortal.Bitbucket;
using WebPortal.Repositories.Details;
using Xunit;

namespace WebPortal.Tests.Repositories.Details;

[Trait("Level", "Unit")]
public sealed class ReadmeChoiceTests
{
    [Theory]
    [InlineData("README.rst README.md readme.txt", "README.md")]
    [InlineData("README.txt README", "README")]
    [InlineData("ReadMe.Markdown src/README.md", "ReadMe.Markdown")]
    [InlineData("readme-old.md README.exe docs/README.md myreadme.md", null)]
    [InlineData("", null)]
    public void Markdown_Comes_First_And_Only_Files_Of_The_First_Folder_Count(string paths, string? expected) =>
        Assert.Equal(expected, ReadmeChoice.Of(paths.Split(' ').Select(path => Entry(path)))?.Path);

    [Fact]
    public void A_Folder_And_A_File_Without_A_Hash_Do_Not_Count() =>
        Assert.Null(ReadmeChoice.Of([Entry("README.md", "commit_directory"), Entry("README.md", hash: "../../user")]));

    private static BitbucketTreeEntry Entry(string path, string type = "commit_file", string hash = "0123456789abcdef0123456789abcdef01234567") =>
        new(type, path, 1, new BitbucketRef.Commit(hash, null));
}
