using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Content;

/// <summary>READMEs as people write them: some a paragraph, some with all that Markdown has, and in one workspace those of somebody with bad intentions.</summary>
internal static class ReadmeText
{
    public static string Of(Repository repository) =>
        $"# {repository.Name}\n\n{repository.Description}\n\nProject {repository.Project.Key}: {repository.Project.Name}\n"
        + (repository.Workspace.Slug == "atelier" ? Hostile(repository) : repository.Number % 2 == 0 ? Rich(repository) : "");

    private static string Rich(Repository repository) =>
        $"""

        ![Build](https://badges.example/{repository.Slug}.svg) [![Docs](docs/badge.png)](docs/index.md)

        ## Begin

        1. Read [the guide](docs/guide/start.md#install), then [what else there is](./docs/index.md).
        2. Run it:

        ```sh
        git clone {repository.FullName}
        ./run --port 8080
        ```

        ## State

        - [x] Import
        - [ ] Export, see [Begin](#begin)

        | Setting | Default | Meaning |
        |---|---:|:---:|
        | `port` | 8080 | where it listens |
        | `depth` | 3 | ~~how far~~ how **deep** it looks |

        > Questions to <team@northlight.example> or https://northlight.example/help.

        """;

    private static string Hostile(Repository repository) =>
        $"""

        {repository.Name}

        [{repository.Name}]({repository.Website}) ![{repository.Name}](javascript:alert(1))
        <script>alert('readme')</script> <img src=x onerror=alert(1)>

        <div onclick="alert(1)" style="position:fixed;inset:0"><a href="javascript:alert(1)">over everything</a></div>

        [up](../../../../../account/disconnect) [data](data:text/html,<script>alert(1)</script>) [split](java
        script:alert(1)) <javascript:alert(1)>

        # main
        """;
}
