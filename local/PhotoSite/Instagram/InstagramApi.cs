using System.Text;
using System.Text.Json.Nodes;
using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Quotas;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>The calls of the Graph API that tell of other accounts' posts: https://developers.facebook.com/docs/graph-api/overview</summary>
internal sealed class InstagramApi(
    SiteOptions options, TimeProvider time, SiteFaults faults, FaultyAnswers answers, BusinessDiscovery discovery, Hashtags hashtags)
{
    private const string TokenArgument = "access_token";
    private static readonly GraphErrors Errors = new();

    private readonly ApiKeys _tokens = new(options.Keys.Instagram);
    private readonly CallCounter _calls = new(CallQuota.Parse(options.Quota.Instagram, TimeSpan.FromHours(1)), time);

    public Task<IResult> UserAsync(string id, HttpContext context) => AnswerAsync(context, () =>
    {
        var json = new JsonObject();
        foreach (var field in GraphField.Parse(context.Request.Query["fields"].ToString() is { Length: > 0 } fields ? fields : "id"))
        {
            json[field.Name] = field.Name switch
            {
                "id" => id,
                "business_discovery" => discovery.Of(field, context.Request.Site()),
                _ => throw new GraphException(100, $"(#100) Tried accessing nonexisting field ({field.Name}) on node type (IGUser)"),
            };
        }
        json["id"] = id;
        return json;
    });

    public Task<IResult> HashtagSearchAsync(HttpContext context) => AnswerAsync(
        context, () => hashtags.Search(context.Request.Query["user_id"].ToString(), context.Request.Query["q"].ToString()));

    public Task<IResult> HashtagMediaAsync(string id, string edge, HttpContext context) => AnswerAsync(
        context, () => hashtags.Media(id, edge, context.Request.Query, context.Request.Site()));

    private async Task<IResult> AnswerAsync(HttpContext context, Func<JsonObject> answer)
    {
        var token = Token(context.Request);
        try
        {
            if (token.Length == 0)
                throw new GraphException(104, "An access token is required to request this resource.");
            if (!_tokens.Takes(token))
                throw new GraphException(190, "Invalid OAuth access token - Cannot parse access token", StatusCodes.Status401Unauthorized);
            var use = _calls.Count(token);
            Usage.Write(context.Response, use);
            if (use.Wait is { } wait)
                return Errors.TooMany(wait);
            var content = new Payload(Encoding.UTF8.GetBytes(answer().ToJsonString()), "application/json; charset=UTF-8");
            var reply = new Reply("instagram-api", 0, CallHash.Of(context.Request, TokenArgument), faults["instagram"].Api, () => content) { Errors = Errors };
            return await answers.AnswerAsync(reply, context);
        }
        catch (GraphException e)
        {
            return e.ToResult();
        }
    }

    private static string Token(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..]
            : request.Query[TokenArgument].ToString();
}
