namespace WebPortal.Connections.Adding;

/// <summary>What came of adding or replacing a credential: the connection, or why it was not taken.</summary>
/// <param name="Scopes">For <see cref="AdditionProblem.ScopeMissing"/>: what would open the operation, when Bitbucket said so.</param>
internal sealed record AdditionOutcome(Guid? ConnectionId, AdditionProblem? Problem = null, IReadOnlyList<string>? Scopes = null)
{
    public static implicit operator AdditionOutcome(AdditionProblem problem) => new(null, problem);
}
