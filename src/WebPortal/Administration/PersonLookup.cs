using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Finds a person by the identifier that the settings name people by, too.</summary>
internal sealed class PersonLookup(IDbContextFactory<PortalDbContext> contexts)
{
    /// <param name="uuid">Bitbucket's, with or without its braces.</param>
    /// <returns>The portal's id of them; null when nobody of that uuid has signed in.</returns>
    public async Task<Guid?> FindAsync(string uuid, CancellationToken cancellationToken)
    {
        var wanted = "{" + uuid.Trim('{', '}').ToLowerInvariant() + "}";
        await using var database = contexts.CreateDbContext();
        return await database.Users.Where(user => user.BitbucketUuid == wanted).Select(user => (Guid?)user.Id).SingleOrDefaultAsync(cancellationToken);
    }
}
