using System.Text;
using X0tta6bl4.Release.LoadTesting.Transport;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Tests.Transport;

/// <summary>What is read from the bytes of a connection.</summary>
public sealed class AnswerReaderTests
{
    public static TheoryData<string, int, string, bool> Answers => new()
    {
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", true },
        { "HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n", 200, "", true },
        { "HTTP/1.1 204 No Content\r\n\r\n", 204, "", true },
        { "HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n", 304, "", true },
        { "HTTP/1.1 404 \r\nContent-Length: 2\r\nConnection: close\r\n\r\nno", 404, "no", false },
        { "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false },
        { "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok", 200, "ok", true },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok", 201, "ok", true },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: t\r\n\r\n", 200, "hello world", true },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\nContent-Length: 9\r\n\r\n1 \r\na\r\n0\r\n\r\n", 200, "a", true },
        { "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", 200, "x", true },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_is_read_however_it_is_cut(string text, int status, string body, bool keeps)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        for (var first = 0; first <= bytes.Length; first++)
        {
            var reader = Began("GET");
            Feed(reader, bytes, first);

            Assert.True(reader.IsWhole, $"cut after {first}: {reader.Trouble}");
            Assert.Equal((status, body, keeps), (reader.Answer.Status, Encoding.Latin1.GetString(reader.Answer.Body.Span), reader.KeepsConnection));
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void And_byte_by_byte(string text, int status, string body, bool keeps)
    {
        var reader = Began("GET");
        var kept = new List<byte>();
        foreach (var one in Encoding.Latin1.GetBytes(text))
        {
            kept.Add(one);
            kept.RemoveRange(0, reader.Read(kept.ToArray()));
        }

        Assert.Equal((status, body, keeps, 0), (reader.Answer.Status, Encoding.Latin1.GetString(reader.Answer.Body.Span), reader.KeepsConnection, kept.Count));
    }

    [Fact]
    public void A_body_without_a_length_ends_with_its_connection()
    {
        var reader = Began("GET");
        Feed(reader, "HTTP/1.1 200 OK\r\n\r\nall of it"u8.ToArray(), 30);
        Assert.False(reader.IsWhole);

        reader.Close();

        Assert.Equal((true, false, "all of it"), (reader.IsWhole, reader.KeepsConnection, Encoding.ASCII.GetString(reader.Answer.Body.Span)));
    }

    [Fact]
    public void An_answer_to_HEAD_has_no_body_whatever_its_length_says()
    {
        var reader = Began("HEAD");
        Feed(reader, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"u8.ToArray(), 3);

        Assert.True(reader.IsWhole);
    }

    [Fact]
    public void Headers_are_kept_where_they_are_wanted_and_for_a_redirect()
    {
        var (plain, wanted, redirect) = (Began("GET"), Began("GET", headers: true), Began("GET"));
        Feed(plain, "HTTP/1.1 200 OK\r\nX-A:  b \r\nContent-Length: 0\r\n\r\n"u8.ToArray(), 5);
        Feed(wanted, "HTTP/1.1 200 OK\r\nX-A:  b \r\nContent-Length: 0\r\n\r\n"u8.ToArray(), 5);
        Feed(redirect, "HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), 5);

        Assert.Empty(plain.Answer.Headers);
        Assert.Equal([new("X-A", "b"), new("Content-Length", "0")], wanted.Answer.Headers);
        Assert.Equal(new("Location", "/next"), redirect.Answer.Headers[0]);
    }

    [Fact]
    public void A_body_that_nobody_wants_is_not_kept_and_of_a_long_one_only_the_beginning()
    {
        var (unwanted, wanted) = (Began("GET", body: false), Began("GET"));
        var head = "HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n"u8.ToArray();
        var piece = new byte[100_000];
        foreach (var reader in new[] { unwanted, wanted })
        {
            reader.Read(head);
            for (var i = 0; i < 200; i++)
            {
                Assert.Equal(piece.Length, reader.Read(piece));
            }

            Assert.True(reader.IsWhole);
        }

        Assert.Equal((0, Answer.MostBody), (unwanted.Answer.Body.Length, wanted.Answer.Body.Length));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("X")]
    [InlineData("HTTP/2.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("HTTP/1.1 99 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\naa\r\n")]
    public void Anything_else_is_said_to_be_no_HTTP(string text)
    {
        var reader = Began("GET");
        Feed(reader, Encoding.Latin1.GetBytes(text), 1);

        Assert.Equal("the answer is not valid HTTP", reader.Trouble);
    }

    [Fact]
    public void A_head_without_end_is_given_up()
    {
        var reader = Began("GET");
        var head = Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nX: " + new string('x', AnswerReader.MostHead));

        reader.Read(head);

        Assert.NotNull(reader.Trouble);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    public void A_connection_that_ends_too_early_is_trouble(string text)
    {
        var reader = Began("GET");
        reader.Read(Encoding.Latin1.GetBytes(text));

        reader.Close();

        Assert.Equal(("the connection ended in the middle of the answer", text.Length == 0), (reader.Trouble, reader.IsUntouched));
    }

    [Fact]
    public void What_follows_an_answer_is_left()
    {
        var reader = Began("GET");

        Assert.Equal(43, reader.Read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK"u8));
    }

    static AnswerReader Began(string method, bool headers = false, bool body = true)
    {
        var reader = new AnswerReader();
        reader.Begin(new OutgoingRequest { Method = method, Url = new Uri("http://127.0.0.1/"), Step = 0, WantsHeaders = headers, WantsBody = body });
        return reader;
    }

    static void Feed(AnswerReader reader, byte[] bytes, int first)
    {
        first = Math.Min(first, bytes.Length);
        var taken = reader.Read(bytes.AsSpan(0, first));
        reader.Read(bytes.AsSpan(taken));
    }
}
