using WebPortal.Audit;
using WebPortal.Pages.Texts;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>Every event has its words.</summary>
[Trait("Level", "Unit")]
public sealed class AuditTextTests
{
    [Fact]
    public void Every_Action_Has_Words_Of_Its_Own()
    {
        Assert.NotEmpty(AuditActions.All);
        Assert.Equal([], AuditActions.All.Where(action => AuditText.Of(action).Label == action));
        Assert.Equal(AuditActions.All.Count, AuditActions.All.Select(action => AuditText.Of(action).Label).Distinct().Count());
    }

    [Fact]
    public void A_Refused_Sign_In_Is_Not_Called_A_Sign_In()
    {
        Assert.Equal("Signed in", AuditText.Of(AuditActions.SignIn, AuditEntry.Done).Label);
        Assert.Equal("Sign-in refused", AuditText.Of(AuditActions.SignIn, "denied").Label);
        Assert.Equal("other browser", AuditText.Outcome("other-browser"));
        Assert.Null(AuditText.Outcome(AuditEntry.Done));
    }
}
