using System.Net;
using System.Net.Sockets;
using X0tta6bl4.Release.LoadTesting.Engine;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>One HTTP/1.1 connection that never blocks: it goes on as far as it can, and is asked again when its socket is ready.</summary>
internal sealed class Connection : Socket
{
    // Most answers fit at once; larger ones are read piece by piece. There may be a thousand connections.
    const int BufferSize = 4 << 10;

    // A long body is read in turns, so that other connections are not kept waiting.
    const int MostReadsInTurn = 64;

    readonly AnswerReader reader = new();
    byte[] buffer = new byte[BufferSize];
    int filled;
    byte[] sending = [];
    int sent;

    Connection(Origin origin, IPEndPoint address)
        : base(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
    {
        (Origin, Address) = (origin, address);
        Blocking = false;
        NoDelay = true;
    }

    /// <summary>Where it leads.</summary>
    public Origin Origin { get; }

    /// <summary>The address it leads to.</summary>
    public IPEndPoint Address { get; }

    /// <summary>What it carries; null when it is free.</summary>
    public Exchange? Exchange { get; private set; }

    /// <summary>Since when it is free.</summary>
    public TimeSpan FreeSince { get; set; }

    /// <summary>Its place among those that carry something.</summary>
    public int Place { get; set; }

    /// <summary>True while it is only just being made.</summary>
    public bool IsConnecting { get; private set; }

    /// <summary>True when it never came to be.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>True while it waits until it can send.</summary>
    public bool IsSending => IsConnecting || sent < sending.Length;

    /// <summary>True when it has carried an answer to its end and can carry another one.</summary>
    public bool CanGoOn { get; private set; }

    /// <summary>True when the answer to a request on a connection that had been used before was an end of the connection: the server had ended it already.</summary>
    public bool WasStale { get; private set; }

    bool WasUsed { get; set; }

    /// <summary>Begins to connect.</summary>
    public static Connection Begin(Origin origin, IPEndPoint address)
    {
        var connection = new Connection(origin, address);
        try
        {
            connection.Connect(address);
        }
        catch (SocketException underWay) when (underWay.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            connection.IsConnecting = true;
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return connection;
    }

    /// <summary>True when the server has said something, or left, while nothing was asked.</summary>
    public bool HasGone() => Poll(0, SelectMode.SelectRead);

    /// <summary>Begins an exchange. <see cref="Advance"/> goes on with it.</summary>
    /// <returns>True when it has ended at once: its trouble is set.</returns>
    public bool Carry(Exchange exchange, byte[] bytes)
    {
        Exchange = exchange;
        (sending, sent, filled, CanGoOn, WasStale) = (bytes, 0, 0, false, false);
        reader.Begin(exchange.Request);

        // One that is only just being made says when it can send.
        return !IsConnecting && !SendRest() && exchange.Trouble is not null;
    }

    /// <summary>Goes on as far as possible.</summary>
    /// <returns>True when the exchange has ended: its answer or trouble is set.</returns>
    public bool Advance()
    {
        var exchange = Exchange!;
        if (!SendRest() || !ReadOn())
        {
            return exchange.Trouble is not null;
        }

        // What came after the answer's end answers nothing that was asked.
        (WasUsed, CanGoOn) = (true, reader.KeepsConnection && filled == 0);
        exchange.Answer = reader.Answer;
        return true;
    }

    /// <summary>Gives up the exchange; the connection is of no more use.</summary>
    /// <param name="limit">The limit that was reached.</param>
    public void GiveUp(TimeSpan limit) => Exchange!.Trouble = reader.Status == 0 ? FailureText.Late(limit) : FailureText.Late(reader.Status, limit);

    /// <summary>The exchange is over.</summary>
    public void Free() => Exchange = null;

    /// <summary>Sends what is left to send; true when all is sent.</summary>
    bool SendRest()
    {
        if (IsConnecting)
        {
            var error = (SocketError)(int)GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
            if (error != SocketError.Success)
            {
                (Exchange!.Trouble, IsRefused) = (FailureText.Of(error), true);
                return false;
            }

            IsConnecting = false;
        }

        while (sent < sending.Length)
        {
            var count = Send(sending.AsSpan(sent), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return false;
            }

            if (error != SocketError.Success)
            {
                return Fails(error);
            }

            sent += count;
        }

        return true;
    }

    /// <summary>Reads what has come; true when the answer is whole.</summary>
    bool ReadOn()
    {
        for (var reads = 0; reads < MostReadsInTurn; reads++)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var count = Receive(buffer.AsSpan(filled), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return false;
            }

            if (error != SocketError.Success)
            {
                return Fails(error);
            }

            if (count == 0)
            {
                WasStale = WasUsed && reader.IsUntouched;
                reader.Close();
            }

            filled += count;
            var taken = reader.Read(buffer.AsSpan(0, filled));
            buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
            filled -= taken;
            if (reader.Trouble is { } trouble)
            {
                Exchange!.Trouble = FailureText.But(reader.Status, trouble);
                return false;
            }

            if (reader.IsWhole)
            {
                return true;
            }
        }

        return false;
    }

    bool Fails(SocketError error)
    {
        WasStale = WasUsed && reader.IsUntouched && error is SocketError.ConnectionReset or SocketError.Shutdown;
        Exchange!.Trouble = FailureText.But(reader.Status, FailureText.Of(error));
        return false;
    }
}
