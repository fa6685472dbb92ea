using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Reads the audit log for administrators and auditors, with the names that people have now, and exports what they look at.</summary>
internal sealed class AuditTrail(IDbContextFactory<PortalDbContext> contexts, AuditReader reader, AuditExport export)
{
    private const int PageSize = 50;
    private const int MostPeople = 500;

    /// <param name="filter">Which records.</param>
    /// <param name="olderThan">Only records before this one; null begins with the newest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AuditTrailPage> FindAsync(AuditTrailFilter filter, long? olderThan, CancellationToken cancellationToken)
    {
        var resolved = await ResolveAsync(filter, cancellationToken);
        var records = await reader.ReadNewestAsync(resolved, olderThan ?? long.MaxValue, PageSize + 1, cancellationToken);
        var shown = records.Take(PageSize).ToList();
        var names = await NamesAsync(shown, cancellationToken);
        return new AuditTrailPage(
            [.. shown.Select(record => ToRow(record, names))],
            records.Count > PageSize ? shown[^1].Id : null,
            resolved.PeopleIds?.Count >= MostPeople);
    }

    /// <summary>Writes what the filter finds as an export; see <see cref="AuditExport"/>.</summary>
    public async Task ExportAsync(TextWriter output, AuditTrailFilter filter, AuditActor actor, CancellationToken cancellationToken) =>
        await export.WriteAsync(output, new AuditExportRange(await ResolveAsync(filter, cancellationToken)), actor, cancellationToken);

    private static AuditTrailRecord ToRow(AuditEvent record, Dictionary<Guid, string> names) => new(
        record.Id,
        record.At,
        record.Action,
        record.Outcome,
        Person(record.ActorId, names),
        record.SubjectUserId == record.ActorId ? null : Person(record.SubjectUserId, names),
        record.ConnectionId,
        record.Detail,
        record.RemoteAddress);

    private static AuditTrailPerson? Person(Guid? id, Dictionary<Guid, string> names) =>
        id is { } known ? new AuditTrailPerson(known, names.GetValueOrDefault(known)) : null;

    private async Task<AuditFilter> ResolveAsync(AuditTrailFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Person is not { Length: > 0 } person)
        {
            return filter.Rest;
        }

        var sought = person.ToUpperInvariant();
        await using var database = contexts.CreateDbContext();
        var ids = await database.Users.Where(user => user.SearchText.Contains(sought)).Select(user => user.Id).Take(MostPeople).ToListAsync(cancellationToken);
        return filter.Rest with { PeopleIds = Guid.TryParse(person, out var id) ? [.. ids, id] : ids };
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(List<AuditEvent> records, CancellationToken cancellationToken)
    {
        var ids = records.SelectMany(record => (Guid?[])[record.ActorId, record.SubjectUserId]).OfType<Guid>().Distinct().ToList();
        await using var database = contexts.CreateDbContext();
        return await database.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellationToken);
    }
}
