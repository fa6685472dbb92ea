using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Repositories;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Repositories;

/// <summary>Favourites and recently opened: each person's own, bounded, and gone with the person.</summary>
public abstract class RepositoryMarksTests : IAsyncLifetime
{
    private PortalParts _parts = null!;
    private RepositoryMarks _marks = null!;
    private Guid _person;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider);
        _marks = _parts.Get<RepositoryMarks>();
        _person = (await _parts.AddUserAsync()).Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_Favourite_Is_The_Persons_Own_In_Any_Case_And_Newest_First()
    {
        var other = await _parts.AddUserAsync("zoe");
        await FavourAsync("Northlight", "First");
        await FavourAsync("northlight", "second");
        await FavourAsync("NORTHLIGHT", "FIRST");

        var marks = await _marks.ReadAsync(_person, Cancellation);

        Assert.Equal([new("northlight", "second"), new("northlight", "first")], marks.Favourites);
        Assert.True(marks.IsFavourite("northlight", "First"));
        Assert.False(marks.IsFavourite("northlight", "third"));
        Assert.Empty((await _marks.ReadAsync(other.Id, Cancellation)).Favourites);
    }

    [Fact]
    public async Task What_Is_No_Favourite_Any_More_Stays_Among_The_Opened_Until_Nothing_Is_Left()
    {
        await FavourAsync("northlight", "first");
        await FavourAsync("northlight", "second");
        await _marks.OpenedAsync(_person, "northlight", "first", Cancellation);

        Assert.True(await _marks.SetFavouriteAsync(_person, "northlight", "first", false, Cancellation));
        Assert.True(await _marks.SetFavouriteAsync(_person, "northlight", "second", false, Cancellation));

        var marks = await _marks.ReadAsync(_person, Cancellation);
        Assert.Empty(marks.Favourites);
        Assert.Equal([new("northlight", "first")], marks.Opened);
        await using var database = _parts.Open();
        Assert.Equal(1, await database.RepositoryMarks.CountAsync(Cancellation));
    }

    [Fact]
    public async Task The_Last_Fifty_Opened_Are_Kept()
    {
        for (var number = 0; number < RepositoryMarks.MostOpened + 3; number++)
        {
            await _marks.OpenedAsync(_person, "northlight", $"r{number}", Cancellation);
            _parts.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await _marks.OpenedAsync(_person, "northlight", "r10", Cancellation);

        var opened = (await _marks.ReadAsync(_person, Cancellation)).Opened;
        Assert.Equal(RepositoryMarks.MostOpened, opened.Count);
        Assert.Equal(["r10", "r52", "r51"], opened.Take(3).Select(mark => mark.Slug));
        Assert.DoesNotContain(new MarkedRepository("northlight", "r2"), opened);
        await using var database = _parts.Open();
        Assert.Equal(RepositoryMarks.MostOpened, await database.RepositoryMarks.CountAsync(Cancellation));
    }

    [Fact]
    public async Task More_Favourites_Than_Allowed_Are_Refused_And_Leave_No_Row()
    {
        await using (var database = _parts.Open())
        {
            database.RepositoryMarks.AddRange(Enumerable.Range(0, RepositoryMarks.MostFavourites).Select(number => new RepositoryMark
            {
                UserId = _person, Workspace = "northlight", Slug = $"r{number}", FavouriteSince = _parts.Clock.GetUtcNow(),
            }));
            await database.SaveChangesAsync(Cancellation);
        }

        Assert.False(await _marks.SetFavouriteAsync(_person, "northlight", "another", true, Cancellation));
        Assert.True(await _marks.SetFavouriteAsync(_person, "northlight", "r7", true, Cancellation));

        await using var after = _parts.Open();
        Assert.Equal(RepositoryMarks.MostFavourites, await after.RepositoryMarks.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("north/light", "first")]
    [InlineData("northlight", "..")]
    [InlineData("", "first")]
    [InlineData("northlight", "a b")]
    public async Task What_Cannot_Be_A_Name_Is_Not_Kept(string workspace, string slug)
    {
        Assert.False(await _marks.SetFavouriteAsync(_person, workspace, slug, true, Cancellation));
        await _marks.OpenedAsync(_person, workspace, slug, Cancellation);

        Assert.Empty((await _marks.ReadAsync(_person, Cancellation)).Opened);
    }

    [Fact]
    public async Task Twenty_Wishes_At_Once_Make_One_Row()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _marks.SetFavouriteAsync(_person, "northlight", "first", true, Cancellation)));

        Assert.DoesNotContain(false, results);
        Assert.Single((await _marks.ReadAsync(_person, Cancellation)).Favourites);
    }

    [Fact]
    public async Task Marks_Go_With_The_Person_And_Nobody_Marks_For_Somebody_Who_Is_Gone()
    {
        await FavourAsync("northlight", "first");
        await using var database = _parts.Open();
        await database.Users.Where(user => user.Id == _person).ExecuteDeleteAsync(Cancellation);

        Assert.Equal(0, await database.RepositoryMarks.CountAsync(Cancellation));
        Assert.False(await _marks.SetFavouriteAsync(_person, "northlight", "first", true, Cancellation));
        await _marks.OpenedAsync(_person, "northlight", "first", Cancellation);
        Assert.Equal(0, await database.RepositoryMarks.CountAsync(Cancellation));
    }

    private async Task FavourAsync(string workspace, string slug)
    {
        _parts.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await _marks.SetFavouriteAsync(_person, workspace, slug, true, Cancellation));
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteRepositoryMarksTests : RepositoryMarksTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRepositoryMarksTests : RepositoryMarksTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
