using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Unit")]
public sealed class RepositoryQueryTests
{
    [Fact]
    public void Everything_Can_Be_Asked_At_Once_And_Written_Back()
    {
        var text = new RepositoryQueryText(" Über  Blick ", "C#", "WEB", "acme", "PRIVATE", "-Updated", "3", "1000", "WRITE", "quarter", "true");

        var (query, faults) = RepositoryQueryReader.Read(text);

        Assert.Empty(faults);
        Assert.Equal(["uber", "blick"], query.Words);
        Assert.Equal(("C#", "WEB", "acme", RepositoryVisibility.Private), (query.Language, query.Project, query.Workspace, query.Visibility!.Value));
        Assert.Equal((new RepositorySort("updated", true), 3, 1000), (query.Sort, query.Page, query.PageSize));
        Assert.Equal(
            "query=Über  Blick&language=C#&project=WEB&workspace=acme&visibility=private&permission=write&activity=quarter&favourites=true&sort=-updated&page=3&pageSize=1000",
            string.Join('&', query.ToParameters().Select(parameter => $"{parameter.Key}={parameter.Value}")));
    }

    [Fact]
    public void Nothing_Asked_Is_Everything()
    {
        var (query, faults) = RepositoryQueryReader.Read(new RepositoryQueryText("", " ", null, "", "", "", "", ""));

        Assert.Empty(faults);
        Assert.Empty(query.ToParameters());
        Assert.False(query.HasFilter);
    }

    [Theory]
    [InlineData("page", "0")]
    [InlineData("page", "-1")]
    [InlineData("page", "1.5")]
    [InlineData("page", "99999999999")]
    [InlineData("page", "x")]
    [InlineData("pageSize", "0")]
    [InlineData("pageSize", "1001")]
    [InlineData("sort", "color")]
    [InlineData("sort", "--name")]
    [InlineData("sort", "-match")]
    [InlineData("visibility", "secret")]
    [InlineData("workspace", "../x")]
    [InlineData("workspace", "a b")]
    public void A_Faulty_Parameter_Is_Named_Once_With_Its_Fix(string parameter, string value)
    {
        var text = new RepositoryQueryText();
        text = parameter switch
        {
            "page" => text with { Page = value },
            "pageSize" => text with { PageSize = value },
            "sort" => text with { Sort = value },
            "visibility" => text with { Visibility = value },
            _ => text with { Workspace = value },
        };

        var (query, faults) = RepositoryQueryReader.Read(text);

        var fault = Assert.Single(faults);
        Assert.Equal(parameter, fault.Parameter);
        Assert.Contains(parameter, fault.Sentence, StringComparison.Ordinal);
        Assert.Equal(RepositoryQuery.All.ToParameters(), query.ToParameters());
    }

    [Fact]
    public void Overlong_Text_Is_Refused() =>
        Assert.Equal("query", Assert.Single(RepositoryQueryReader.Read(new RepositoryQueryText(new string('x', 201))).Faults).Parameter);

    [Theory]
    [InlineData("Straße ÆØ Łódź", "strasse aeo lodz")]
    [InlineData("ÀÉÎõü", "aeiou")]
    [InlineData("ПРИВЕТ", "привет")]
    [InlineData("plain-ASCII_9", "plain-ascii_9")]
    public void Case_And_Accents_Fold_Away(string text, string folded) => Assert.Equal(folded, FoldedText.Fold(text));

    [Fact]
    public void Half_A_Character_Is_Survived() => Assert.NotNull(FoldedText.Fold("a\uD800b\u0301"));
}
