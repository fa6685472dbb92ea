namespace BitbucketEmulator.Seed;

/// <summary>One address of a person.</summary>
internal sealed record PersonEmail(string Address, bool IsPrimary, bool IsConfirmed);

/// <summary>Somebody who can sign in. <see cref="Username"/> is what tests and the consent page call them by.</summary>
internal sealed class Person
{
    private readonly List<Membership> memberships = [];

    public required string Username { get; init; }

    public required string DisplayName { get; init; }

    public required string Nickname { get; init; }

    public Guid Uuid { get; private init; }

    public required string BracedUuid { get; init; }

    public ulong Number { get; private init; }

    public required string AccountId { get; init; }

    public required IReadOnlyList<PersonEmail> Emails { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public string? Location { get; init; }

    public string? Website { get; init; }

    public bool? HasTwoFactor { get; init; }

    /// <summary>Says in a few words what this person is good for in a test.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>A client acting as itself; it is no member of the company and does not sign in.</summary>
    public bool IsAppUser { get; init; }

    public IReadOnlyList<Membership> Memberships => memberships;

    /// <summary>The made-up API token of HTTP Basic; the user name is the primary address.</summary>
    public string ApiToken => $"ATATT3x-emulator-{Username}";

    /// <summary>A second one, so that replacing the first can be tried.</summary>
    public string NextApiToken => $"{ApiToken}-next";

    /// <summary>The made-up app password; the user name is <see cref="Username"/>. Bitbucket took these until 2026-07-28.</summary>
    public string AppPassword => $"ATBB-emulator-{Username}";

    public static Person Create(string username, string displayName, DateTimeOffset start, string? nickname = null, IReadOnlyList<PersonEmail>? emails = null, string? location = null, string? website = null, bool? twoFactor = null, string purpose = "", bool isAppUser = false)
    {
        var uuid = Deterministic.Identifier($"person:{username}");
        var number = Deterministic.Number($"account:{username}");
        return new()
        {
            Username = username,
            DisplayName = displayName,
            Nickname = nickname ?? username,
            Uuid = uuid,
            Number = number,
            BracedUuid = $"{{{uuid}}}",
            AccountId = number % 3 == 0 ? $"{number:x16}{number >> 32:x8}" : $"557058:{Deterministic.Identifier($"account:{username}")}",
            Emails = emails ?? [new($"{username}@northlight.example", true, true)],
            CreatedOn = start.AddDays(-400 - Deterministic.Below(number, 3000)).AddTicks((long)(number % 863_999_999_999UL) / 10 * 10),
            Location = location,
            Website = website,
            HasTwoFactor = twoFactor,
            Purpose = purpose,
            IsAppUser = isAppUser,
        };
    }

    public Membership? In(Workspace workspace)
    {
        foreach (var membership in memberships)
        {
            if (ReferenceEquals(membership.Workspace, workspace))
                return membership;
        }

        return null;
    }

    internal void Join(Membership membership) => memberships.Add(membership);
}
