namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>
/// One field that a call asks for, with its arguments and the fields inside it, as in
/// <c>business_discovery.username(x){followers_count,media.limit(5){id}}</c>:
/// https://developers.facebook.com/docs/graph-api/guides/field-expansion/
/// </summary>
internal sealed record GraphField(string Name, IReadOnlyDictionary<string, string> Arguments, IReadOnlyList<GraphField> Fields)
{
    /// <exception cref="GraphException">It is not of that form.</exception>
    public static IReadOnlyList<GraphField> Parse(string text)
    {
        var place = 0;
        var fields = List(text, ref place);
        return place == text.Length ? fields : throw Wrong(text, place);
    }

    private static List<GraphField> List(string text, ref int place)
    {
        var fields = new List<GraphField> { One(text, ref place) };
        while (Skip(text, ref place, ','))
            fields.Add(One(text, ref place));
        return fields;
    }

    private static GraphField One(string text, ref int place)
    {
        var name = Word(text, ref place);
        var arguments = new Dictionary<string, string>();
        while (Skip(text, ref place, '.'))
        {
            var argument = Word(text, ref place);
            var end = text.IndexOf(')', place);
            if (!Skip(text, ref place, '(') || end < 0)
                throw Wrong(text, place);
            arguments[argument] = text[place..end].Trim();
            place = end + 1;
        }
        IReadOnlyList<GraphField> fields = [];
        if (Skip(text, ref place, '{'))
        {
            fields = List(text, ref place);
            if (!Skip(text, ref place, '}'))
                throw Wrong(text, place);
        }
        return new GraphField(name, arguments, fields);
    }

    private static string Word(string text, ref int place)
    {
        var start = place;
        while (place < text.Length && (char.IsAsciiLetterOrDigit(text[place]) || text[place] is '_' or ' '))
            place++;
        return text[start..place].Trim() is { Length: > 0 } word ? word : throw Wrong(text, place);
    }

    private static bool Skip(string text, ref int place, char letter)
    {
        if (place >= text.Length || text[place] != letter)
            return false;
        place++;
        return true;
    }

    private static GraphException Wrong(string text, int place) =>
        new(2500, $"Syntax error \"Expected name.\" at character {place}: {text[place..Math.Min(text.Length, place + 20)]}");
}
