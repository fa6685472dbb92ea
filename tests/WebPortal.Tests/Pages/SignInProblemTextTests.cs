using WebPortal.Authentication;
using WebPortal.Pages.Texts;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>Every way in which a sign-in ends without success is told apart and says what to do.</summary>
[Trait("Level", "Unit")]
public sealed class SignInProblemTextTests
{
    public static IEnumerable<TheoryDataRow<string>> Problems => Enum.GetNames<SignInProblem>().Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Problems))]
    public void A_Problem_Says_What_Happened_And_What_To_Do(string name)
    {
        var text = SignInProblemText.Of(Enum.Parse<SignInProblem>(name));

        Assert.All(new[] { text.Happened, text.Next }, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
        Assert.DoesNotContain(name, text.Title + text.Happened + text.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void No_Two_Problems_Read_Alike()
    {
        var texts = Enum.GetValues<SignInProblem>().Select(SignInProblemText.Of).ToArray();

        Assert.Equal(texts.Length, texts.Select(text => text.Title).Distinct().Count());
        Assert.Equal(texts.Length, texts.Select(text => text.Happened).Distinct().Count());
    }
}
