using System.Buffers;
using System.Globalization;
using WebPortal.Bitbucket;

namespace WebPortal.Repositories.Details;

/// <summary>Turns Bitbucket's answers about a repository into the portal's: names cleaned, numbers and hashes checked, addresses made anew.</summary>
internal sealed class DetailReading(RepositoryItem repository)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public SourceLinks Links { get; } = new(repository.HtmlUrl);

    public static bool IsHash(string? text) => text is { Length: >= 7 and <= 64 } && !text.AsSpan().ContainsAnyExcept(HexDigits);

    public static DetailList<TItem> List<TRaw, TItem>(BitbucketPage<TRaw> page, Func<TRaw, TItem?> read)
        where TItem : class =>
        new([.. page.Values.Select(read).OfType<TItem>()], page.Size is >= 0 ? page.Size : null, !page.IsLast);

    public RefItem? Branch(BitbucketRef branch) => Ref(branch, Links.Branch, isBranch: true);

    public RefItem? Tag(BitbucketRef tag) => Ref(tag, Links.Tag, isBranch: false);

    public CommitItem? Commit(BitbucketCommit commit) => !IsHash(commit.Hash) ? null : new CommitItem(
        commit.Hash![..7],
        Links.Commit(commit.Hash!),
        Name(commit.Message?.TrimStart().Split('\n', 2)[0]),
        Name(commit.Author?.User?.DisplayName) ?? Name(commit.Author?.Raw?.Split('<')[0]),
        Time(commit.Date));

    public PullRequestItem? PullRequest(BitbucketPullRequest request) => request.Id is not > 0 ? null : new PullRequestItem(
        request.Id.Value,
        Links.PullRequest(request.Id.Value),
        Name(request.Title),
        request.Draft ?? false,
        Name(request.Author?.DisplayName),
        Name(request.Source?.Branch?.Name),
        Name(request.Destination?.Branch?.Name),
        Time(request.UpdatedOn),
        Math.Max(0, request.CommentCount ?? 0));

    private RefItem? Ref(BitbucketRef reference, Func<string, string?> link, bool isBranch) => Name(reference.Name) is not { } name
        ? null
        : new RefItem(name, link(reference.Name!), Time(reference.Target?.Date), isBranch && name == repository.MainBranch);

    private static string? Name(string? text) => DisplayText.Clean(text, DisplayText.LongestName);

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
