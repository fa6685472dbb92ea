namespace WebPortal.Lending;

/// <summary>A leash as it is written down, by a person or in the database.</summary>
/// <param name="Repositories">Patterns, see <see cref="LeashPattern"/>.</param>
/// <param name="Networks">Addresses, or networks in CIDR notation.</param>
internal sealed record LeashTerms(IReadOnlyList<string> Repositories, IReadOnlyList<string> Operations, IReadOnlyList<string> Networks, int? HourlyCalls);
