using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Repositories;

/// <summary>Favourites and recently opened repositories of each person; kept by person, so that they outlive a connection, and go with the person.</summary>
internal sealed class RepositoryMarks(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public const int MostFavourites = 200;

    public const int MostOpened = 50;

    /// <summary>Remembers that the person looked at a repository. A convenience: no page waits for it or fails because of it.</summary>
    public async Task OpenedAsync(Guid userId, string workspace, string slug, CancellationToken cancellationToken)
    {
        if (IsName(workspace, slug))
        {
            await contexts.TryWriteAsync((database, token) => WriteOpenedAsync(database, userId, MarkedRepository.Of(workspace, slug), token), cancellationToken);
        }
    }

    /// <returns>False when the names cannot be those of a repository, or the person has <see cref="MostFavourites"/> already.</returns>
    public async Task<bool> SetFavouriteAsync(Guid userId, string workspace, string slug, bool favourite, CancellationToken cancellationToken)
    {
        if (!IsName(workspace, slug))
        {
            return false;
        }

        await using var database = contexts.CreateDbContext();
        var mark = MarkedRepository.Of(workspace, slug);
        if (!favourite)
        {
            await Of(database, userId, mark).ExecuteUpdateAsync(set => set.SetProperty(row => row.FavouriteSince, (DateTimeOffset?)null), cancellationToken);
            await DropEmptyAsync(database, userId, cancellationToken);
            return true;
        }

        if (await Of(database, userId, mark).AnyAsync(row => row.FavouriteSince != null, cancellationToken))
        {
            return true;
        }

        await AddRowAsync(database, userId, mark, cancellationToken);
        var now = clock.GetUtcNow();
        var changed = await Of(database, userId, mark)
            .Where(_ => database.RepositoryMarks.Count(other => other.UserId == userId && other.FavouriteSince != null) < MostFavourites)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.FavouriteSince, now), cancellationToken);
        if (changed == 0)
        {
            await DropEmptyAsync(database, userId, cancellationToken);
        }

        return changed > 0;
    }

    public async Task<PersonMarks> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var rows = await database.RepositoryMarks.AsNoTracking().Where(row => row.UserId == userId).ToListAsync(cancellationToken);
        return rows.Count == 0 ? PersonMarks.None : new PersonMarks(Newest(rows, row => row.FavouriteSince, MostFavourites), Newest(rows, row => row.OpenedAt, MostOpened));
    }

    private async Task WriteOpenedAsync(PortalDbContext database, Guid userId, MarkedRepository mark, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await AddRowAsync(database, userId, mark, cancellationToken);
        await Of(database, userId, mark).ExecuteUpdateAsync(set => set.SetProperty(row => row.OpenedAt, now), cancellationToken);
        var opened = database.RepositoryMarks.Where(row => row.UserId == userId && row.OpenedAt != null);
        if (await opened.OrderByDescending(row => row.OpenedAt).Skip(MostOpened).Select(row => row.OpenedAt).FirstOrDefaultAsync(cancellationToken) is { } tooOld)
        {
            await opened.Where(row => row.OpenedAt <= tooOld).ExecuteUpdateAsync(set => set.SetProperty(row => row.OpenedAt, (DateTimeOffset?)null), cancellationToken);
            await DropEmptyAsync(database, userId, cancellationToken);
        }
    }

    /// <summary>One statement that does nothing where the row is there, or the person is not any more; two requests at once need no second try.</summary>
    private static Task<int> AddRowAsync(PortalDbContext database, Guid userId, MarkedRepository mark, CancellationToken cancellationToken) => database.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "RepositoryMarks" ("UserId", "Workspace", "Slug")
        SELECT "Id", {mark.Workspace}, {mark.Slug} FROM "Users" WHERE "Id" = {userId}
        ON CONFLICT DO NOTHING
        """,
        cancellationToken);

    private static Task<int> DropEmptyAsync(PortalDbContext database, Guid userId, CancellationToken cancellationToken) => database.RepositoryMarks
        .Where(row => row.UserId == userId && row.FavouriteSince == null && row.OpenedAt == null).ExecuteDeleteAsync(cancellationToken);

    private static IQueryable<RepositoryMark> Of(PortalDbContext database, Guid userId, MarkedRepository mark) =>
        database.RepositoryMarks.Where(row => row.UserId == userId && row.Workspace == mark.Workspace && row.Slug == mark.Slug);

    private static MarkedRepository[] Newest(IEnumerable<RepositoryMark> rows, Func<RepositoryMark, DateTimeOffset?> at, int most) =>
        [.. rows.Where(row => at(row) is not null).OrderByDescending(at).ThenBy(row => row.Slug, StringComparer.Ordinal).Take(most).Select(row => new MarkedRepository(row.Workspace, row.Slug))];

    private static bool IsName(string workspace, string slug) => WorkspaceSlug.TryParse(workspace, out _) && RepositorySlug.TryParse(slug, out _);
}
