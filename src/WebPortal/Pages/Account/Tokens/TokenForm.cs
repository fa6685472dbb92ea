using System.Globalization;
using WebPortal.Lending;
using WebPortal.Lending.Tokens;

namespace WebPortal.Pages.Account.Tokens;

/// <summary>What a person has filled in to make a token; only these fields count, whatever else is posted.</summary>
internal sealed class TokenForm
{
    private const string Day = "yyyy-MM-dd";
    private const int DaysAtFirst = 90;

    public string? Name { get; set; }

    public string? EndsOn { get; set; }

    public string? Repositories { get; set; }

    public string[]? Operations { get; set; }

    public string? Networks { get; set; }

    public string? HourlyCalls { get; set; }

    public Guid? Connection { get; set; }

    public static TokenForm AtFirst(DateTimeOffset now) => new()
    {
        EndsOn = Write(now.AddDays(DaysAtFirst)),
        Operations = [LeashOperations.ReadUser, LeashOperations.ReadWorkspaces, LeashOperations.ReadRepositories],
    };

    /// <summary>The last day that may be chosen: a token ends with its last day, and lives a year at most.</summary>
    public static string LastDay(DateTimeOffset now) => Write(now.AddYears(1).AddDays(-1));

    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString(Day, CultureInfo.InvariantCulture);

    public TokenWish ToWish(Guid connectionId) => new(
        Name ?? "",
        connectionId,
        new LeashTerms(Lines(Repositories), [.. (Operations ?? []).Distinct(StringComparer.Ordinal)], Lines(Networks), Number(HourlyCalls)),
        End(EndsOn));

    private static string[] Lines(string? text) => (text ?? "").Split(['\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Zero, which no leash takes, for what is no number.</summary>
    private static int? Number(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The end of the day; long ago for what is no day.</summary>
    private static DateTimeOffset End(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue
            ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : DateTimeOffset.UnixEpoch;
}
