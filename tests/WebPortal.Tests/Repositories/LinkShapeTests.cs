using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Unit")]
public sealed class LinkShapeTests
{
    private static readonly Guid Uuid = Guid.Parse("0e7f3c1a-1111-2222-3333-444455556666");

    [Theory]
    [InlineData("https://bitbucket.org/acme/app")]
    [InlineData("https://amelia@bitbucket.org/acme/app.git")]
    [InlineData("git@bitbucket.org:acme/app.git")]
    [InlineData("https://bytebucket.org/ravatar/%7B0e7f3c1a-1111-2222-3333-444455556666%7D?ts=python")]
    [InlineData("https://bytebucket.org/ravatar/%7B0E7F3C1A-1111-2222-3333-444455556666%7D?ts=python")]
    [InlineData("https://elsewhere.example/acme/app/acme/app")]
    [InlineData("https://elsewhere.example/Acme/App")]
    [InlineData("https://elsewhere.example/")]
    public void A_Link_Comes_Back_Letter_For_Letter(string link)
    {
        Assert.Equal(link, LinkShape.Of("acme/app", Uuid, link)!.Of("acme/app", Uuid));
        Assert.Equal(link, LinkShape.Of("acme/app", null, link)!.Of("acme/app", null));
        Assert.Null(LinkShape.Of("acme/app", Uuid, null));
    }

    [Fact]
    public void Links_That_Look_Alike_Are_Kept_Once()
    {
        var first = RepositoryLinks.Of("acme/one", Uuid, "https://b.example/acme/one", null, "https://b.example/acme/one.git", null);
        var second = RepositoryLinks.Of("acme/two", Guid.NewGuid(), "https://b.example/acme/two", null, "https://b.example/acme/two.git", null);

        Assert.Same(first, second);
        Assert.Equal("https://b.example/acme/two.git", second.CloneHttps!.Of("acme/two", null));
    }

    [Fact]
    public void Texts_That_Repeat_Are_Kept_Once_And_The_Pool_Is_Bounded()
    {
        var pool = new TextPool(10);
        var kept = pool.Once(new string("main"));
        for (var number = 0; number < 1_000; number++)
        {
            pool.Once($"other {number}");
            Assert.Same(kept, pool.Once(new string("main".AsSpan())));
        }

        Assert.Null(pool.Once(null));
    }
}
