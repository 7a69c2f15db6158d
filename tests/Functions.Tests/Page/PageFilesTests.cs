using System.Text;
using System.Text.RegularExpressions;
using PhotoScore.Functions.Page;

namespace PhotoScore.Functions.Tests.Page;

public sealed partial class PageFilesTests
{
    private readonly PageFiles _files = new();

    [Fact]
    public void Find_index_names_every_module_under_the_version()
    {
        var html = Text("index.html");

        var modules = _files.Names.Where(name => name.EndsWith(".js", StringComparison.Ordinal) && name != "report.js").ToList();

        Assert.NotEmpty(modules);
        Assert.All(modules, name => Assert.Contains($"<link rel=\"modulepreload\" href=\"page/{_files.Version}/{name}\">", html, StringComparison.Ordinal));
        Assert.DoesNotContain('{', html);
    }

    [Fact]
    public void Find_every_file_that_another_one_names_is_there()
    {
        var scripts = _files.Names.Where(name => name.EndsWith(".js", StringComparison.Ordinal)).ToList();

        var missing =
            from script in scripts
            from Match import in ImportPattern().Matches(Text(script))
            let target = new Uri(new Uri($"http://page/{script}"), import.Groups[1].Value).AbsolutePath[1..]
            where _files.Find(target) is null
            select $"{script} imports {target}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Find_scripts_parse_no_markup_and_name_no_other_site()
    {
        foreach (var name in _files.Names)
        {
            var text = Text(name);
            Assert.DoesNotMatch(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text);
            Assert.DoesNotMatch(@"https?://(?!www\.w3\.org/2000/svg)[a-z]", text);
        }
    }

    [Fact]
    public void Find_unknown_name_is_null() => Assert.Null(_files.Find("../host.json"));

    private string Text(string name) => Encoding.UTF8.GetString(_files.Find(name)!.Bytes);

    [GeneratedRegex("from '([^']+)'")]
    private static partial Regex ImportPattern();
}
