using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Unit")]
public sealed class SafeLinkTests
{
    [Theory]
    [InlineData("https://bitbucket.org/acme/web", true)]
    [InlineData("http://127.0.0.1:7990/acme/web", true)]
    [InlineData("http://localhost:7990/acme/web", true)]
    [InlineData("http://bitbucket.org/acme/web", false)]
    [InlineData("https://bitbucket.org@evil.example/", false)]
    [InlineData("https://evil.example\\@bitbucket.org/", false)]
    [InlineData("https://bitbucket.org/\r\nx", false)]
    [InlineData("//bitbucket.org/acme", false)]
    [InlineData("/acme", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("JavaScript://https/%0aalert(1)", false)]
    [InlineData("java\tscript:alert(1)", false)]
    [InlineData(" javascript:alert(1)", false)]
    [InlineData("data:text/html,<script>alert(1)</script>", false)]
    [InlineData("vbscript:x", false)]
    [InlineData("blob:https://bitbucket.org/x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_Link_To_A_Page_Is_Kept_Only_When_It_Opens_A_Page(string? link, bool kept) => Assert.Equal(kept, SafeLink.Web(link) is not null);

    [Theory]
    [InlineData("https://ann@bitbucket.org/acme/web.git", true)]
    [InlineData("https://bitbucket.org/acme/web.git", true)]
    [InlineData("https://x-token-auth:secret@bitbucket.org/acme/web.git", false)]
    [InlineData("ext::sh -c touch%20/tmp/x", false)]
    [InlineData("--upload-pack=x", false)]
    public void A_Clone_Link_May_Name_The_Person_But_No_Secret(string link, bool kept) => Assert.Equal(kept, SafeLink.CloneHttps(link) is not null);

    [Theory]
    [InlineData("git@bitbucket.org:acme/web.git", true)]
    [InlineData("git@bitbucket.org:{470c176d-3574-44ea-bb41-89e8638bcca4}/web.git", true)]
    [InlineData("ssh://git@bitbucket.org/acme/web.git", true)]
    [InlineData("ssh://git@altssh.bitbucket.org:443/acme/web.git", true)]
    [InlineData("ssh://-oProxyCommand=x/acme", false)]
    [InlineData("git@-oProxyCommand=x:acme", false)]
    [InlineData("git@bitbucket.org:-x", false)]
    [InlineData("git@bitbucket.org:acme/web.git\n", false)]
    [InlineData("root@bitbucket.org:acme/web.git", false)]
    [InlineData("https://bitbucket.org/acme/web.git", false)]
    [InlineData(null, false)]
    public void An_Ssh_Link_Has_One_Of_Two_Forms(string? link, bool kept) => Assert.Equal(kept, SafeLink.CloneSsh(link) is not null);

    [Theory]
    [InlineData("a\r\nb\tc\0\u001b\u0085 ", "a  b c")]
    [InlineData("\0\u0001", null)]
    [InlineData("  ", null)]
    [InlineData("a\u202Eb", "a\u202Eb")]
    [InlineData("1234567890", "1234567…")]
    [InlineData("123456\U0001F600x", "123456…")]
    public void Text_Loses_Control_Characters_And_Excess_Only(string text, string? clean) => Assert.Equal(clean, DisplayText.Clean(text, 8));
}
