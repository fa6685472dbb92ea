namespace WebPortal.Repositories;

/// <summary>Says why a listing shows nothing, with what the reader can do.</summary>
internal static class EmptyText
{
    public static string? Of(EmptyReason reason, Completeness completeness) => reason switch
    {
        EmptyReason.None => null,
        EmptyReason.ReconnectNeeded => FailureText.Of(FailureReason.ReconnectNeeded, []),
        EmptyReason.MissingScope => FailureText.Of(FailureReason.MissingScope, completeness.MissingScopes),
        EmptyReason.NothingReadable => completeness.Failures[0].Sentence,
        EmptyReason.StillReading => FailureText.Of(FailureReason.StillReading, []),
        EmptyReason.NoWorkspace => "Your Bitbucket account is in no workspace. Create one at Bitbucket, or ask to be invited to one.",
        EmptyReason.UnknownWorkspace => "This workspace is not among yours. Check its name, or ask to be invited to it.",
        EmptyReason.NoRepositories => "There is no repository yet that you can see here.",
        EmptyReason.FilteredOut => "No repository matches. Remove a word or a filter.",
        EmptyReason.BehindTheLastPage => "There is no such page any more. Go back to the first.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
