namespace WebPortal.Connections;

/// <summary>What a refused refresh means, as a closed set.</summary>
internal abstract record RefusalMeaning
{
    private RefusalMeaning()
    {
    }

    /// <summary>This generation is dead; no other is concerned.</summary>
    public sealed record GrantIsDead : RefusalMeaning;

    /// <summary>The portal's client id or secret is wrong; no connection is concerned.</summary>
    public sealed record ClientIsRefused : RefusalMeaning;

    /// <summary>Nothing is proved; the grant is tried again later.</summary>
    public sealed record Unclear : RefusalMeaning;

    /// <summary>Bitbucket may have locked the client out after a replay, good refresh tokens included; one more try after that decides.</summary>
    public sealed record ClientMayBeLockedOut(TimeSpan For) : RefusalMeaning;
}
