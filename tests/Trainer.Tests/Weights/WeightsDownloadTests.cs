using System.Net;
using System.Net.Sockets;
using System.Text;
using PhotoScore.Trainer.Weights;

namespace PhotoScore.Trainer.Tests.Weights;

public sealed class WeightsDownloadTests : IAsyncDisposable
{
    private readonly AnsweringSite _site = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task FetchAsync_follows_redirects_to_the_file()
    {
        _site.Serve("/old.pth", "302 Found", "Location: /new.pth\r\n");
        _site.Serve("/new.pth", "200 OK", body: "weights");

        Assert.Equal("weights", await FetchAsync("/old.pth"));
    }

    [Fact]
    public async Task FetchAsync_server_that_is_busy_once_is_asked_again()
    {
        _site.Serve("/a.pth", "503 Busy");
        _site.Serve("/a.pth", "200 OK", body: "weights");

        Assert.Equal("weights", await FetchAsync("/a.pth"));
    }

    [Theory]
    [InlineData("404 Not Found", "", "answered 404")]
    [InlineData("302 Found", "Location: ftp://models.example/a.pth\r\n", "neither https nor")]
    [InlineData("302 Found", "Location: /a.pth\r\n", "redirects more than 5 times")]
    [InlineData("200 OK", "Content-Length: 9999999999\r\n", "larger than")]
    public async Task FetchAsync_what_is_no_file_is_refused_in_words(string status, string headers, string words)
    {
        _site.Serve("/a.pth", status, headers);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync("/a.pth"));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_file_that_turns_out_larger_than_the_limit_is_refused()
    {
        _site.Serve("/a.pth", "200 OK", body: new string('x', 300_000));

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync("/a.pth", most: 200_000));

        Assert.Contains("larger than 200,000 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task FetchAsync_this_machine_is_refused_unless_it_is_allowed(string host)
    {
        using var http = WeightsDownload.CreateClient(allowLoopback: false);
        _site.Serve("/a.pth", "200 OK", body: "weights");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => new WeightsDownload(http, 1000, TimeProvider.System)
            .FetchAsync(new Uri($"http://{host}:{_site.Port}/a.pth"), new MemoryStream(), Cancellation));

        Assert.Contains("no public address", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _site.Visits);
    }

    [Theory]
    [InlineData("http://10.0.0.1/a.pth")]
    [InlineData("http://169.254.169.254/latest/a.pth")]
    [InlineData("http://[fd00::1]/a.pth")]
    public async Task FetchAsync_redirect_to_a_private_address_is_refused(string target)
    {
        _site.Serve("/a.pth", "302 Found", $"Location: {target}\r\n");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync("/a.pth"));

        Assert.Contains("no public address", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string> FetchAsync(string path, long most = 1_000_000)
    {
        using var http = WeightsDownload.CreateClient(allowLoopback: true);
        using var target = new MemoryStream();
        await new WeightsDownload(http, most, TimeProvider.System).FetchAsync(new Uri($"http://127.0.0.1:{_site.Port}{path}"), target, Cancellation);
        return Encoding.UTF8.GetString(target.ToArray());
    }

    /// <summary>Answers each path as told, the last answer again and again.</summary>
    private sealed class AnsweringSite : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Dictionary<string, Queue<byte[]>> _answers = [];
        private readonly Task _serving;

        public AnsweringSite()
        {
            _listener.Start();
            _serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Visits { get; private set; }

        public void Serve(string path, string status, string headers = "", string? body = null)
        {
            var length = body is null ? (headers.Contains("Content-Length", StringComparison.Ordinal) ? "" : "Content-Length: 0\r\n") : "";
            if (!_answers.TryGetValue(path, out var answers))
                _answers[path] = answers = new();
            answers.Enqueue(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\n{headers}{length}Connection: close\r\n\r\n{body}"));
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    Visits++;
                    var stream = client.GetStream();
                    var request = new byte[4096];
                    var read = await stream.ReadAsync(request);
                    var path = Encoding.UTF8.GetString(request, 0, read).Split(' ')[1];
                    var answers = _answers[path];
                    await stream.WriteAsync(answers.Count > 1 ? answers.Dequeue() : answers.Peek());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over, or its client hung up on what it refused.
            }
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _serving;
        }
    }
}
