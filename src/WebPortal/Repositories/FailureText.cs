namespace WebPortal.Repositories;

/// <summary>Says a failure in one or two plain sentences, with what the reader can do.</summary>
internal static class FailureText
{
    public static string Of(FailureReason reason, IReadOnlyList<string> requiredScopes) => reason switch
    {
        FailureReason.ReconnectNeeded => "Bitbucket no longer accepts the connection. Reconnect your Bitbucket account.",
        FailureReason.MissingScope => $"The consent does not cover this: Bitbucket asks for {Scopes(requiredScopes)}. Reconnect and agree to it, or ask an administrator to add it to the OAuth client.",
        FailureReason.Forbidden => "Bitbucket refuses access. Ask an administrator of the workspace whether you may see its repositories.",
        FailureReason.NotFound => "Bitbucket does not find it for you. It may have been renamed or deleted, or you are no longer a member.",
        FailureReason.Gone => "Bitbucket has closed this workspace. Ask its administrator or Atlassian support.",
        FailureReason.RateLimited => "Bitbucket's hourly limit of calls is used up. It is read again by itself; nothing needs to be done.",
        FailureReason.Unavailable => "Bitbucket did not answer properly. It is tried again by itself; check bitbucket.status.atlassian.com if it lasts.",
        FailureReason.Invalid => "Bitbucket's answer was not understood. If it lasts, tell the administrator of the portal.",
        FailureReason.HostilePagingLink => "The reading stopped at a hostile paging link: it pointed outside of Bitbucket's API. Tell the administrator of the portal.",
        FailureReason.PagingLoop => "The reading stopped because Bitbucket's pages go round in a circle. Tell the administrator of the portal.",
        FailureReason.TooLong => "The list is longer than the portal reads. What lies behind the limit is missing here; look it up at Bitbucket.",
        FailureReason.OutOfTime => "The reading took too long and was stopped. It is tried again by itself.",
        FailureReason.UnreadableEntries => "Some repositories came without a usable name and are left out. Look them up at Bitbucket.",
        FailureReason.StillReading => "It is still being read. Look again in a moment.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    private static string Scopes(IReadOnlyList<string> scopes) => scopes.Count == 0 ? "more" : string.Join(", ", scopes);
}
