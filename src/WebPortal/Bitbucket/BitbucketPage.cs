namespace WebPortal.Bitbucket;

/// <summary>One page of a list, with its link to the next already judged.</summary>
/// <param name="Size">Number of entries in the whole list, as far as Bitbucket says; never trusted to be right.</param>
/// <param name="Next">Null at the end of the list, and when the link was refused.</param>
/// <param name="NextRefused">There was a link that must not be followed.</param>
internal sealed record BitbucketPage<T>(IReadOnlyList<T> Values, long? Size, int? PageLength, ApiAddress? Next, bool NextRefused)
{
    public bool IsLast => Next is null && !NextRefused;
}
