using System.Text;
using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Quotas;

namespace PhotoScore.Local.PhotoSite.Google;

/// <summary>The one call of the Custom Search JSON API: https://developers.google.com/custom-search/v1/using_rest</summary>
internal sealed class GoogleApi(SiteOptions options, TimeProvider time, SiteFaults faults, FaultyAnswers answers, GoogleSearch search)
{
    private const string KeyArgument = "key";
    private static readonly GoogleErrors Errors = new();

    private readonly ApiKeys _keys = new(options.Keys.Google);
    private readonly CallCounter _calls = new(CallQuota.Parse(options.Quota.Google, TimeSpan.FromDays(1)), time);

    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        var key = context.Request.Query[KeyArgument].ToString();
        try
        {
            if (key.Length == 0)
            {
                throw new GoogleException(
                    StatusCodes.Status403Forbidden, "PERMISSION_DENIED", "forbidden",
                    "Method doesn't allow unregistered callers (callers without established identity).");
            }
            if (!_keys.Takes(key))
                throw GoogleException.Invalid("API key not valid. Please pass a valid API key.");
            if (_calls.Count(key).Wait is { } wait)
                return Errors.TooMany(wait);
            var content = new Payload(Encoding.UTF8.GetBytes(search.Page(context.Request.Query, context.Request.Site()).ToJsonString()), "application/json; charset=UTF-8");
            var reply = new Reply("google-api", 0, CallHash.Of(context.Request, KeyArgument), faults["google"].Api, () => content) { Errors = Errors };
            return await answers.AnswerAsync(reply, context);
        }
        catch (GoogleException e)
        {
            return e.ToResult();
        }
    }
}
