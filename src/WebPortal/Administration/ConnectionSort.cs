namespace WebPortal.Administration;

/// <summary>An order of connections; equal ones are ordered by their ids.</summary>
internal sealed record ConnectionSort(string Field, bool IsDescending)
{
    public static readonly string Connected = "connected";
    public static readonly string Used = "used";
    public static readonly string Dies = "dies";
    public static readonly string Person = "person";

    public static readonly IReadOnlyList<string> Fields = [Person, Connected, Used, Dies];

    /// <summary>The newest first.</summary>
    public static readonly ConnectionSort Usual = new(Connected, IsDescending: true);

    /// <returns>Null when the text is none of <see cref="Fields"/>, with or without a minus sign in front.</returns>
    public static ConnectionSort? Read(string text)
    {
        var isDescending = text.StartsWith('-');
        var wanted = isDescending ? text[1..] : text;
        return Fields.FirstOrDefault(field => string.Equals(field, wanted, StringComparison.OrdinalIgnoreCase)) is { } known ? new(known, isDescending) : null;
    }

    public override string ToString() => IsDescending ? "-" + Field : Field;
}
