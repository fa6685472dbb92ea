namespace WebPortal.Hosting;

/// <summary>One setting as an options class declares it; for a list <see cref="Type"/> is the type of its entries.</summary>
internal sealed record Setting(string Key, Type Type, bool IsList, object? Default);
